import type { SpaceForest } from '../forest/forest.ts'
import { usersOf } from '../forest/users.ts'
import { aboveAll } from './broken.ts'
import { type Gone, walkOf } from './gone.ts'

/** Files of the cache that something deleted used and nothing that stays does. */
export interface Released {
  /** That nothing else is left to use, or to be kept for. */
  readonly sure: ReadonlySet<number>
  /** With those of which nobody can tell. */
  readonly perhaps: ReadonlySet<number>
}

export function releasedNodes(forest: SpaceForest, gone: Gone): Released {
  const perhaps = releasedAsFar(forest, gone, () => false)
  if (!forest.input.certain) return { sure: new Set(), perhaps }
  const isOpen = (at: number): boolean => mayStay(forest, at, gone)
  const sure = [...perhaps].some(isOpen) ? releasedAsFar(forest, gone, isOpen) : perhaps
  return { sure, perhaps }
}

/**
 * What stays keeps all that is below it, also below something deleted: whoever mends it will need that.
 * `staysToo` tells of files of the cache that nothing else keeps.
 */
function releasedAsFar(
  forest: SpaceForest,
  gone: Gone,
  staysToo: (at: number) => boolean,
): ReadonlySet<number> {
  const { nodes } = forest
  const { deleted, cacheOnly, leavesOn } = gone
  const walk = walkOf(forest)
  const free = new Set<number>()
  for (const at of walk([...deleted, ...cacheOnly, ...leavesOn.keys()])) {
    const node = nodes[at]
    if (node === undefined || deleted.has(at)) continue
    if (!node.cached || node.elsewhere) continue
    if (isKept(forest, at, gone, node.keepers) || staysToo(at)) continue
    if (node.folders.length === 0 || cacheOnly.has(at)) free.add(at)
  }
  if (free.size === 0) return free
  const upward = aboveAll(forest, free)
  const keepers = [...upward].filter((at) => !deleted.has(at) && !free.has(at))
  const leavesLeft = leavesAbove(forest)
  const stoodOn = [...free, ...upward].filter(
    (at) => (leavesLeft[at] ?? 0) > (leavesOn.get(at) ?? 0),
  )
  for (const at of walk([...keepers, ...stoodOn])) free.delete(at)
  return free
}

/** Whether Nova keeps a file of the cache for an instance that stays and does not stand on it. */
function isKept(
  forest: SpaceForest,
  at: number,
  { folders }: Gone,
  keepers: readonly number[],
): boolean {
  const staying = keepers.filter((keeper) => !folders.has(keeper))
  if (staying.length === 0) return false
  const users = new Set(usersOf(forest).folders[at])
  return staying.some((keeper) => !users.has(keeper))
}

/** Whether something unseen may need a file of the cache, or Nova may keep it for what no file tells. */
function mayStay(forest: SpaceForest, at: number, gone: Gone): boolean {
  const node = forest.nodes[at]
  if (node === undefined) return false
  return node.foreign || node.mayBeKept || isKept(forest, at, gone, node.mayKeep)
}

const counted = new WeakMap<SpaceForest, Uint32Array>()

/** How many leaves stand directly on a node; counted once for a forest. */
function leavesAbove(forest: SpaceForest): Uint32Array {
  const known = counted.get(forest)
  if (known !== undefined) return known
  const counts = new Uint32Array(forest.nodes.length)
  for (const { files } of forest.input.folders) {
    for (const file of files) {
      if (forest.heldNode(file) !== undefined) continue
      for (const at of forest.belowOf(file)) counts[at] = (counts[at] ?? 0) + 1
    }
  }
  counted.set(forest, counts)
  return counts
}
