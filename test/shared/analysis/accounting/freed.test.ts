import { describe, expect, test } from 'vitest'
import type { DeletionChoice } from '../../../../shared/analysis/accounting/deletion/choice.ts'
import { freedIfDeleted } from '../../../../shared/analysis/accounting/deletion/freed.ts'
import { createForest } from '../../../../shared/analysis/accounting/forest/create-forest.ts'
import type { SpaceFile, SpaceInput } from '../../../../shared/analysis/accounting/forest/forest.ts'
import { sizesOf } from '../../../../shared/analysis/accounting/forest/sizes.ts'

const GB = 1e9
const OVERLAY = 100

/** An instance's folder of 10 bytes beside its disks. */
function folder(id: string, ...files: readonly SpaceFile[]) {
  const allocated = files.reduce((sum, one) => sum + one.allocated, 10)
  return { id, kind: 'instance' as const, allocated, files }
}

function overlay(path: string, below?: string, data?: string): SpaceFile {
  return {
    path,
    allocated: OVERLAY,
    ...(below !== undefined && { backing: { path: below } }),
    ...(data !== undefined && { dataFile: { path: data } }),
  }
}

function forestOf(input: Partial<SpaceInput>) {
  return createForest({ folders: [], cache: [], others: [], links: [], certain: true, ...input })
}

const base: SpaceFile = { path: '_base/b', allocated: GB }
const two = {
  folders: [folder('a', overlay('a/disk', base.path)), folder('b', overlay('b/disk', base.path))],
  cache: [base],
}

function choice(instances: readonly string[], files: readonly string[] = []): DeletionChoice {
  return { instances, files }
}

describe('two instances on one base', () => {
  test('share it: each frees its own bytes, both together free the base too', () => {
    const forest = forestOf(two)
    expect(sizesOf(forest).folders.map(({ own }) => own)).toEqual([
      { exclusive: 110, shared: GB, amortised: GB / 2 + 110 },
      { exclusive: 110, shared: GB, amortised: GB / 2 + 110 },
    ])
    expect(freedIfDeleted(forest, choice(['a'])).bytes).toBe(110)
    expect(freedIfDeleted(forest, choice(['a', 'b']))).toMatchObject({
      bytes: 220 + GB,
      bases: [base.path],
      breaks: [],
    })
  })

  test('both break when the base is deleted, and the base frees its bytes once', () => {
    const freed = freedIfDeleted(forestOf(two), choice([], [base.path]))
    expect(freed.bytes).toBe(GB)
    expect(freed.breaks).toEqual([
      { path: 'a/disk', instance: 'a', lost: base.path },
      { path: 'b/disk', instance: 'b', lost: base.path },
    ])
  })

  test('do not free a base that Nova keeps for an instance of its image that stands elsewhere', () => {
    const kept = { ...base, keptFor: ['a', 'c'] }
    const folders = [folder('a', overlay('a/disk', base.path)), folder('c', overlay('c/disk'))]
    const forest = forestOf({ folders, cache: [kept] })
    expect(sizesOf(forest).folders[0]?.own).toEqual({
      exclusive: 110,
      shared: GB,
      amortised: GB + 110,
    })
    expect(freedIfDeleted(forest, choice(['a']))).toMatchObject({ bytes: 110, bases: [] })
    expect(freedIfDeleted(forest, choice(['a', 'c']))).toMatchObject({
      bytes: 220 + GB,
      bases: [base.path],
    })
    const alone = forestOf({ folders, cache: [{ ...base, keptFor: ['a'] }] })
    expect(sizesOf(alone).folders[0]?.own.exclusive).toBe(110 + GB)
  })

  test('keep the base as long as something unseen may stand on it', () => {
    const forest = forestOf({ ...two, certain: false })
    expect(freedIfDeleted(forest, choice(['a', 'b']))).toMatchObject({
      bytes: 220,
      bases: [],
      mayGo: [base.path],
      isAtLeast: true,
      certain: false,
    })
  })

  test.each([{ mayBeKept: true } as const, { mayBeKeptFor: ['c'] }])(
    'free at least so much while Nova may keep the base: %o',
    (kept) => {
      const folders = [...two.folders, folder('c', overlay('c/disk'))]
      const forest = forestOf({ folders, cache: [{ ...base, ...kept }] })
      const [both, one] = [choice(['a', 'b']), choice(['a'])].map((of) =>
        freedIfDeleted(forest, of),
      )
      expect(both).toMatchObject({ bytes: 220, bases: [], mayGo: [base.path], isAtLeast: true })
      // The other one keeps it for certain.
      expect(one).toMatchObject({ bytes: 110, mayGo: [], isAtLeast: false })
      const all = freedIfDeleted(forest, choice(['a', 'b', 'c']))
      expect(all.isAtLeast).toBe(kept.mayBeKeptFor === undefined)
    },
  )

  test('keep a base in a cache that no opened host keeps, though all was read, and what else goes stays exact', () => {
    const own: SpaceFile = { path: 'own/_base/b', allocated: GB }
    const forest = forestOf({
      folders: [...two.folders, folder('c', overlay('c/disk', own.path))],
      cache: [{ ...base, foreign: true }, own],
    })
    expect(freedIfDeleted(forest, choice(['a', 'b']))).toMatchObject({
      bytes: 220,
      bases: [],
      mayGo: [base.path],
      isAtLeast: true,
      certain: true,
    })
    // The other one keeps it: nothing is left open.
    expect(freedIfDeleted(forest, choice(['a', 'c']))).toMatchObject({
      mayGo: [],
      isAtLeast: false,
      certain: true,
    })
    expect(freedIfDeleted(forest, choice(['c']))).toMatchObject({
      bytes: 110 + GB,
      bases: [own.path],
      certain: true,
    })
  })
})

test('a base that one instance alone uses is exclusive to it, also with two of its disks on it', () => {
  const disks = [overlay('a/disk', base.path), overlay('a/disk.eph0', base.path)]
  const { folders } = sizesOf(forestOf({ folders: [folder('a', ...disks)], cache: [base] }))
  expect(folders).toEqual([
    {
      own: { exclusive: GB + 210, shared: 0, amortised: GB + 210 },
      files: [
        { exclusive: 100, shared: GB, amortised: GB / 2 + 100 },
        { exclusive: 100, shared: GB, amortised: GB / 2 + 100 },
      ],
    },
  ])
})

test('a snapshot above the disk breaks with it and keeps the base', () => {
  const snapshot = overlay('snapshots/t/x.delta', 'a/disk')
  const forest = forestOf({
    folders: [folder('a', overlay('a/disk', base.path))],
    cache: [base],
    others: [snapshot],
  })
  const freed = freedIfDeleted(forest, choice(['a']))
  expect(freed).toMatchObject({ bytes: 110, bases: [] })
  expect(freed.breaks).toEqual([{ path: snapshot.path, lost: 'a/disk' }])
})

test('hard links count once, and free nothing until the last one is gone', () => {
  const links = [['a/disk', 'b/disk']]
  const forest = forestOf({
    folders: [folder('a', overlay('a/disk')), folder('b', overlay('b/disk'))],
    links,
  })
  expect(freedIfDeleted(forest, choice(['a']))).toMatchObject({ bytes: 10, breaks: [] })
  expect(freedIfDeleted(forest, choice([], ['a/disk']))).toMatchObject({
    bytes: 0,
    kept: ['a/disk'],
  })
  expect(freedIfDeleted(forest, choice(['a', 'b'])).bytes).toBe(120)
  expect(sizesOf(forest).folders.map(({ own }) => own.amortised)).toEqual([60, 60])
})

test('one name of a base with two frees nothing, nor what that stands on; both together free all of it', () => {
  const below: SpaceFile = { path: '_base/below', allocated: 7 }
  const names = ['_base/one', '_base/two']
  const forest = forestOf({
    cache: [...names.map((name) => ({ ...overlay(name, below.path), allocated: GB })), below],
    links: [names],
  })
  for (const name of names) {
    expect(freedIfDeleted(forest, choice([], [name]))).toMatchObject({
      bytes: 0,
      bases: [],
      kept: [name],
    })
  }
  expect(freedIfDeleted(forest, choice([], names))).toMatchObject({
    bytes: GB + 7,
    bases: [below.path],
    kept: [],
  })
})

test('a base that an instance has a hard link to is freed with the instance', () => {
  const disk = { ...overlay('a/disk'), allocated: GB }
  const cached = { ...base, path: '_base/one' }
  const links = [['_base/one', 'a/disk']]
  const forest = forestOf({ folders: [folder('a', disk)], cache: [cached], links })
  expect(freedIfDeleted(forest, choice(['a'])).bytes).toBe(GB + 10)
  expect(freedIfDeleted(forest, choice([], ['_base/one'])).bytes).toBe(0)
})

test('an external data file goes with whoever holds it, and its loss breaks the disk', () => {
  const data: SpaceFile = { path: 'a/data.raw', allocated: GB }
  const forest = forestOf({ folders: [folder('a', overlay('a/disk', undefined, data.path), data)] })
  expect(sizesOf(forest).folders[0]?.own.exclusive).toBe(GB + 110)
  expect(freedIfDeleted(forest, choice([], [data.path])).breaks).toEqual([
    { path: 'a/disk', instance: 'a', lost: data.path },
  ])
})

test('a file that is no image is freed alone, but not twice with its folder', () => {
  const forest = forestOf(two)
  const plain = (path: string) =>
    path === 'a/console.log' ? { allocated: 7, folder: 'a' } : undefined
  expect(freedIfDeleted(forest, choice([], ['a/console.log']), plain).bytes).toBe(7)
  expect(freedIfDeleted(forest, choice(['a'], ['a/console.log']), plain).bytes).toBe(110)
  expect(freedIfDeleted(forest, choice(['x'], ['nowhere']), plain).unknown).toEqual([
    'x',
    'nowhere',
  ])
})
