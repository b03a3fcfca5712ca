import type { TreePath } from '../../../files/tree.ts'
import { order } from '../../../values/order.ts'
import type { SpaceForest } from '../forest/forest.ts'
import type { Chosen } from './choice.ts'
import { leavesOn } from './leaves-on.ts'

/** A disk, snapshot or base that loses what it stands on. */
export interface Broken {
  readonly path: TreePath
  /** The folder of an instance that it lies in. */
  readonly instance?: TreePath
  /** A deleted file below it. */
  readonly lost: TreePath
}

/** What stands on something that is gone, at whatever distance, and stays itself; sorted by path. */
export function breaksOf(
  forest: SpaceForest,
  chosen: Chosen,
  gone: ReadonlySet<number>,
): readonly Broken[] {
  const lostBelow = new Map<number, TreePath>()
  for (const at of gone) {
    const lost = forest.nodes[at]?.paths[0]
    if (lost === undefined) continue
    for (const above of aboveAll(forest, [at], lostBelow)) lostBelow.set(above, lost)
  }
  const broken: Broken[] = []
  for (const [at, lost] of lostBelow) {
    if (gone.has(at)) continue
    for (const path of forest.nodes[at]?.paths ?? [])
      broken.push(brokenNode(forest, at, path, lost))
  }
  for (const at of gone) {
    const lost = forest.nodes[at]?.paths[0]
    if (lost !== undefined && !lostBelow.has(at)) lostBelow.set(at, lost)
  }
  if (lostBelow.size > 0) addLeaves(broken, forest, chosen, lostBelow)
  return broken.sort((a, b) => order(a.path, b.path))
}

/** Nodes that stand on some, at whatever distance; `known` ones are not gone through again. */
export function aboveAll(
  { nodes }: SpaceForest,
  from: Iterable<number>,
  known: { readonly has: (at: number) => boolean } = new Set(),
): ReadonlySet<number> {
  const found = new Set<number>()
  const take = (at: number): void => {
    for (const above of nodes[at]?.above ?? []) if (!known.has(above)) found.add(above)
  }
  for (const at of from) take(at)
  // Grows while it is read: breadth first.
  for (const at of found) take(at)
  return found
}

function brokenNode(forest: SpaceForest, at: number, path: TreePath, lost: TreePath): Broken {
  const folder = forest.nodes[at]?.folders
    .map((index) => forest.input.folders[index])
    .find((one) => one?.files.some((file) => file.path === path))
  return { path, lost, ...(folder !== undefined && { instance: folder.id }) }
}

function addLeaves(
  broken: Broken[],
  forest: SpaceForest,
  { leaves }: Chosen,
  lostBelow: ReadonlyMap<number, TreePath>,
): void {
  const on = leavesOn(forest)
  const found = new Set([...lostBelow.keys()].flatMap((at) => on.get(at) ?? []))
  for (const { folder, file } of found) {
    const lost = forest.belowOf(file).flatMap((at) => lostBelow.get(at) ?? [])[0]
    if (lost === undefined || leaves.get(folder)?.has(file)) continue
    const instance = forest.input.folders[folder]?.id
    broken.push({ path: file.path, lost, ...(instance !== undefined && { instance }) })
  }
}
