import fc from 'fast-check'
import type {
  SpaceCached,
  SpaceFile,
  SpaceFolder,
  SpaceInput,
} from '../../../../shared/analysis/accounting/forest/forest.ts'

/** How many of each a random forest has at most. */
const FOLDERS = 4
const FILES = 3
const CACHE = 4
const OTHERS = 2

const bytes = fc.integer({ min: 0, max: 1000 })

/** Whom Nova keeps a file of the cache for: mostly nobody. */
const kept: fc.Arbitrary<Partial<SpaceCached>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ foreign: true } as const, { mayBeKept: true } as const),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('keptFor', 'mayBeKeptFor'), fc.subarray([...range(FOLDERS)]))
      .map(([key, of]) => ({ [key]: of.map((folder) => `i/${folder}`) })),
  },
)

/** Every path that a file may have, so that edges and links can be drawn between any two. */
const paths = [
  ...range(FOLDERS).flatMap((folder) => range(FILES).map((file) => `i/${folder}/disk${file}`)),
  ...range(CACHE).map((file) => `i/_base/${file}`),
  ...range(OTHERS).map((file) => `g/${file}`),
]

/**
 * Folders of disks over a cache, of which only the first may be disks and the rest lie below or beside, with edges between any two files: chains, fans, disks on disks of
 * others, loops, backing files that are not there. Some files are one file by hard links, also across
 * folders and out of what was seen.
 */
export const randomForest: fc.Arbitrary<SpaceInput> = fc
  .record({
    lumps: fc.array(bytes, { minLength: FOLDERS, maxLength: FOLDERS }),
    present: fc.subarray(paths),
    sizes: fc.array(bytes, { minLength: paths.length, maxLength: paths.length }),
    edges: fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths)), {
      maxLength: 16,
    }),
    links: fc.array(fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 3 }), {
      maxLength: 2,
    }),
    certain: fc.boolean(),
    open: fc.subarray(paths, { maxLength: 3 }),
    partial: fc.subarray([...range(FOLDERS)], { maxLength: 1 }),
    disks: fc.option(fc.nat(FILES), { nil: undefined }),
    keeping: fc.array(kept, { minLength: CACHE, maxLength: CACHE }),
  })
  .map(({ lumps, present, sizes, edges, links, certain, keeping, open, partial, disks }) => {
    const groups = separate(links, present)
    const isDisk = (path: string) => Number(path.at(-1)) < (disks ?? FILES)
    const file = (path: string): SpaceFile => {
      const [below, data, ...more] = edges.filter(([from]) => from === path).map(([, to]) => to)
      return {
        path,
        allocated: sizes[paths.indexOf(groups.find((one) => one.includes(path))?.[0] ?? path)] ?? 0,
        ...(below !== undefined && { backing: { path: below } }),
        ...(data !== undefined && { dataFile: { path: data } }),
        ...(open.includes(path) &&
          path.startsWith('i/') &&
          isDisk(path) && { chain: 'unreadable' as const }),
        ...(more.length > 0 && { extents: more.map((extent) => ({ path: extent })) }),
      }
    }
    const filesIn = (place: string) => present.filter((path) => path.startsWith(place)).map(file)
    return {
      folders: lumps.map((lump, at) => ({
        ...folderOf(`i/${at}`, lump, filesIn(`i/${at}/`), groups),
        ...(disks !== undefined && {
          disks: filesIn(`i/${at}/`).filter(({ path }) => isDisk(path)).length,
        }),
        ...(partial.includes(at) && { isPartial: true as const }),
      })),
      cache: filesIn('i/_base/').map((one) => ({ ...one, ...keeping[Number(one.path.at(-1))] })),
      others: filesIn('g/'),
      links: groups,
      certain,
    }
  })

/** Links of files that are there, each file in one group. */
function separate(links: readonly string[][], present: readonly string[]): readonly string[][] {
  const taken = new Set<string>()
  return links
    .map((group) =>
      group.filter((path) => {
        if (!present.includes(path) || taken.has(path)) return false
        taken.add(path)
        return true
      }),
    )
    .filter((group) => group.length > 0)
}

function folderOf(
  id: string,
  lump: number,
  files: readonly SpaceFile[],
  groups: readonly string[][],
): SpaceFolder {
  const once = new Map(
    files.map((file) => [groups.find((one) => one.includes(file.path))?.[0] ?? file.path, file]),
  )
  const held = [...once.values()].reduce((sum, { allocated }) => sum + allocated, 0)
  return { id, kind: 'instance', allocated: lump + held, files }
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
