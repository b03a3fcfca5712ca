import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboveAll } from '../../../../shared/analysis/accounting/deletion/broken.ts'
import {
  breakCountOf,
  createDependants,
} from '../../../../shared/analysis/accounting/deletion/dependants.ts'
import { freedIfDeleted } from '../../../../shared/analysis/accounting/deletion/freed.ts'
import {
  createForest,
  forestOf,
} from '../../../../shared/analysis/accounting/forest/create-forest.ts'
import {
  pathsBelow,
  type SpaceFile,
  type SpaceInput,
} from '../../../../shared/analysis/accounting/forest/forest.ts'
import { sizesOf } from '../../../../shared/analysis/accounting/forest/sizes.ts'
import { usersOf } from '../../../../shared/analysis/accounting/forest/users.ts'
import { randomForest } from './random-forest.ts'
import { scanned } from './scanned-forest.ts'

const runs = { numRuns: 2000 }

/** Bytes of everything in the input by inodes, as `du` counts: written without a forest. */
function allocatedOf(input: SpaceInput): number {
  const first = (path: string) => inodeOf(input, path)
  const inodes = new Map<string, number>()
  let lumps = 0
  for (const { allocated, files } of input.folders) {
    const own = new Map(files.map((file) => [first(file.path), file.allocated]))
    lumps += allocated
    for (const [inode, bytes] of own) {
      lumps -= bytes
      inodes.set(inode, bytes)
    }
  }
  for (const file of [...input.cache, ...input.others]) inodes.set(first(file.path), file.allocated)
  return [...inodes.values()].reduce((sum, bytes) => sum + bytes, lumps)
}

describe('on any forest', () => {
  test('whoever asks for that of a scan, and for its users, gets the same one', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        const forest = forestOf(input)
        expect(forestOf(input)).toBe(forest)
        expect(usersOf(forest)).toBe(usersOf(forest))
        expect(usersOf(forest)).toEqual(usersOf(createForest(input)))
      }),
    )
  })

  test('amortised over all folders, the unused cache and the rest are what is allocated', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        const { parts } = sizesOf(createForest(input))
        expect(parts.amortised + parts.unusedCache + parts.others).toBe(allocatedOf(input))
      }),
      runs,
    )
  })

  test('what a scan tells of its files comes to the same sizes', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        expect(sizesOf(createForest(scanned(input)))).toEqual(sizesOf(createForest(input)))
      }),
      runs,
    )
  })

  test('what is exclusive to a folder is what its deletion frees, at least so much where that may be more', () => {
    fc.assert(
      fc.property(randomForest, fc.boolean(), (own, isLinked) => {
        // Nova deletes nothing behind a symlink.
        const folders = own.folders.map((one, at) =>
          isLinked && at % 2 === 1 ? { ...one, linkedAt: `${one.id}-link` } : one,
        )
        const input = { ...own, folders }
        const forest = createForest(input)
        const freed = input.folders.map(({ id }) => {
          const { bytes, isAtLeast } = freedIfDeleted(forest, { instances: [id], files: [] })
          return [bytes, isAtLeast]
        })
        const sizes = sizesOf(forest).folders.map(({ own }) => own)
        expect(
          sizes.map(({ exclusive, isExclusiveAtLeast = false }) => [exclusive, isExclusiveAtLeast]),
        ).toEqual(freed)
      }),
      runs,
    )
  })

  test('what a base is needed by is what its deletion breaks', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        // Of a disk with several names each breaks; it depends on the base once.
        const forest = createForest({ ...input, links: [] })
        const dependants = createDependants(forest, new Set())
        for (const { path } of input.cache) {
          const at = forest.nodes.findIndex(({ paths }) => paths.includes(path))
          // Bases that stand on one another go together: a loop is told as one, and holds no disk.
          if (at < 0 || aboveAll(forest, [at]).has(at)) continue
          const { breaks } = freedIfDeleted(forest, { instances: [], files: [path] })
          expect(breakCountOf(dependants(at)), path).toBe(breaks.length)
        }
      }),
      runs,
    )
  })

  test('what is exclusive to a disk of one name is what it frees with the layers and data that only it needs', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        const forest = createForest(input)
        const { folders } = sizesOf(forest)
        const linked = new Set(input.links.flat())
        for (const [folder, { files }] of input.folders.entries()) {
          for (const [at, { path }] of files.entries()) {
            if (linked.has(path)) continue
            const deleted = [path, ...ownBelow(input, folder, at)]
            const freed = freedIfDeleted(forest, { instances: [], files: deleted })
            const sizes = folders[folder]?.files[at]
            expect(sizes?.exclusive, path).toBe(freed.bytes)
            expect(sizes?.isExclusiveAtLeast ?? false, path).toBe(freed.isAtLeast)
          }
        }
      }),
      runs,
    )
  })

  test('the disks of a folder and what else lies in it add up to the folder', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        const forest = createForest(input)
        const { folders } = sizesOf(forest)
        input.folders.forEach(({ id, allocated, files }, folder) => {
          // A file with two names in one folder counts once.
          const inodes = new Map(
            files.map(({ path, allocated: own }, at) => {
              const amortised = folders[folder]?.files[at]?.amortised ?? 0
              return [inodeOf(input, path), amortised - own]
            }),
          )
          const sum = [...inodes.values()].reduce((all, more) => all + more, allocated)
          const parts = folders[folder]?.own.amortised ?? 0
          // Two names of one disk may divide its base among them.
          if (inodes.size === files.length) expect(sum, id).toBe(parts)
        })
      }),
      runs,
    )
  })

  test('the deletion of everything frees all but what has links that nobody saw', () => {
    fc.assert(
      fc.property(randomForest, (input) => {
        const forest = createForest(input)
        const files = [...input.cache, ...input.others].map(({ path }) => path)
        const freed = freedIfDeleted(forest, {
          instances: input.folders.map(({ id }) => id),
          files,
        })
        const hidden = forest.nodes
          .filter((node) => node.hidden)
          .reduce((sum, { allocated }) => sum + allocated, 0)
        expect(freed.bytes).toBe(allocatedOf(input) - hidden)
        expect(freed.breaks.filter(({ path }) => !isHidden(input, path))).toEqual([])
      }),
      runs,
    )
  })

  test('a larger choice never frees less', () => {
    fc.assert(
      fc.property(randomForest, fc.nat(3), fc.nat(3), (input, one, other) => {
        const forest = createForest(input)
        const freed = (...instances: string[]) =>
          freedIfDeleted(forest, { instances, files: [] }).bytes
        expect(freed(`i/${one}`, `i/${other}`)).toBeGreaterThanOrEqual(freed(`i/${one}`))
      }),
      runs,
    )
  })

  test('a deletion that breaks nothing leaves each file that stays all that it stands on', () => {
    fc.assert(
      fc.property(randomForest, fc.nat(3), (input, at) => {
        const forest = createForest(input)
        const { breaks, bases } = freedIfDeleted(forest, { instances: [`i/${at}`], files: [] })
        // A base goes along only when nothing that stays needs it.
        const lost = new Set(bases)
        expect(breaks.filter((broken) => lost.has(broken.lost))).toEqual([])
      }),
      runs,
    )
  })
})

/** Files beside a disk that nothing but it and such files needs: written without a forest. */
function ownBelow(input: SpaceInput, folder: number, disk: number): readonly string[] {
  const { files = [], disks = files.length } = input.folders[folder] ?? {}
  const top = files[disk]?.path
  if (top === undefined || disk >= disks) return []
  const linked = new Set(input.links.flat())
  const all = [...input.folders.flatMap((one) => one.files), ...input.cache, ...input.others]
  const reached = new Map(all.map(({ path }) => [path, reachedFrom(input, all, path)]))
  const own = new Set(files.slice(disks).map(({ path }) => path))
  for (let before = -1; before !== own.size; ) {
    before = own.size
    for (const path of own) {
      const users = all.filter((one) => one.path !== path && reached.get(one.path)?.has(path))
      const isOwn = users.every((one) => one.path === top || own.has(one.path))
      if (!isOwn || linked.has(path) || !reached.get(top)?.has(path)) own.delete(path)
    }
  }
  return [...own]
}

/** All that a file stands on, by whatever name of a file. */
function reachedFrom(input: SpaceInput, all: readonly SpaceFile[], path: string) {
  const reached = new Set([path])
  for (const one of reached) {
    const names = all.filter((file) => inodeOf(input, file.path) === inodeOf(input, one))
    for (const name of names) {
      reached.add(name.path)
      for (const next of pathsBelow(name)) reached.add(next)
    }
  }
  return reached
}

function inodeOf(input: SpaceInput, path: string): string {
  return input.links.find((one) => one.includes(path))?.[0] ?? path
}

function isHidden(input: SpaceInput, path: string): boolean {
  return input.links.some((group) => group.length === 1 && group[0] === path)
}
