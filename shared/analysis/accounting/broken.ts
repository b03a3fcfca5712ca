import type { TreePath } from '../../files/tree.ts'
import type { SpaceForest } from './forest.ts'

/** A disk, snapshot or base that loses what it stands on. */
export interface Broken {
  readonly path: TreePath
  /** The folder of an instance that it lies in. */
  readonly instance?: TreePath
  /** A deleted file below it. */
  readonly lost: TreePath
}

/** What stands on something deleted, at whatever distance, and stays itself; sorted by path. */
export function breaksOf(
  forest: SpaceForest,
  deleted: ReadonlySet<number>,
  released: ReadonlySet<number>,
): readonly Broken[] {
  const lostBelow = new Map<number, TreePath>()
  for (const at of [...deleted, ...released]) {
    const lost = forest.nodes[at]?.paths[0]
    if (lost === undefined) continue
    for (const above of aboveAll(forest, [at], lostBelow)) lostBelow.set(above, lost)
  }
  const broken: Broken[] = []
  for (const [at, lost] of lostBelow) {
    if (deleted.has(at) || released.has(at)) continue
    for (const path of forest.nodes[at]?.paths ?? []) broken.push(brokenAt(forest, at, path, lost))
  }
  return broken.sort((a, b) => (a.path < b.path ? -1 : 1))
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

function brokenAt(forest: SpaceForest, at: number, path: TreePath, lost: TreePath): Broken {
  const folder = forest.nodes[at]?.folders
    .map((index) => forest.folders[index])
    .find((one) => one?.files.some((file) => file.path === path))
  return { path, lost, ...(folder !== undefined && { instance: folder.id }) }
}
