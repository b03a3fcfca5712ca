import type { SpaceFolder, SpaceForest } from './forest.ts'
import type { Users } from './users.ts'

/** Nodes of a folder that one of its disks stands on and nothing else needs, with the disk's index. */
export type Carried = ReadonlyMap<number, number>

const NONE: Carried = new Map()

/**
 * Layers and data files beside a disk that are no disks themselves: they are of use to this one alone,
 * directly or through one another, so that they count as its own. `reaches` is by file of the folder.
 */
export function carriedIn(
  forest: SpaceForest,
  users: Users,
  folder: number,
  reaches: readonly (readonly number[])[],
): Carried {
  const of = forest.input.folders[folder]
  // Most folders hold nothing but disks.
  if (of === undefined || disksOf(of) >= of.files.length) return NONE
  const disks = of.files.slice(0, disksOf(of))
  const isDisk = new Set(disks.map(forest.heldNode))
  const leaves = leavesAbove(forest, of, reaches)
  const carried = new Map<number, number>()
  disks.forEach((disk, index) => {
    const own = forest.heldNode(disk)
    const ofLeaves = own === undefined ? 1 : 0
    const below = new Set(reaches[index])
    for (const at of below) {
      const isOther = isDisk.has(at) || (leaves.get(at) ?? 0) !== ofLeaves
      if (isOther || !isOnlyOf(forest, users, at, folder)) below.delete(at)
    }
    keepOwn(forest, below, own)
    for (const at of below) carried.set(at, index)
  })
  return carried
}

/** How many files of a folder, from the first, are disks. */
function disksOf({ files, disks = files.length }: SpaceFolder): number {
  return disks
}

/** By node, how many files of the folder that are no nodes themselves stand on it. */
function leavesAbove(
  forest: SpaceForest,
  { files }: SpaceFolder,
  reaches: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const [index, file] of files.entries()) {
    if (forest.heldNode(file) !== undefined) continue
    for (const at of reaches[index] ?? []) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return counts
}

/** Whether a node is one file by one name in this folder, and no other folder needs it. */
function isOnlyOf({ nodes }: SpaceForest, users: Users, at: number, folder: number): boolean {
  const node = nodes[at]
  if (node === undefined || node.elsewhere || node.cached || node.paths.length > 1) return false
  return node.folders[0] === folder && users.folders[at]?.length === 1
}

/** Drops what something else stands on, be it by way of the disk, and with it what is below that. */
function keepOwn({ nodes }: SpaceForest, below: Set<number>, own: number | undefined): void {
  if (own !== undefined) below.add(own)
  for (let before = -1; before !== below.size; ) {
    before = below.size
    for (const at of below) {
      if (nodes[at]?.above.some((upper) => !below.has(upper)) === true) below.delete(at)
    }
  }
  below.delete(own ?? -1)
}
