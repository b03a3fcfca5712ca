import type { TreePath } from '../../../files/tree.ts'
import type { SpaceForest, SpaceNode } from '../forest/forest.ts'
import { createWalk, type Walk } from '../forest/users.ts'
import type { Chosen } from './choice.ts'

/** What a deletion does to the nodes of a forest. */
export interface Gone {
  /** Indexes of the folders that are deleted whole. */
  readonly folders: ReadonlySet<number>
  /** No link is left. */
  readonly deleted: ReadonlySet<number>
  /** A link in the folder of an instance is gone, and the image cache holds all that is left. */
  readonly cacheOnly: ReadonlySet<number>
  /** How many leaves directly above a node are deleted. */
  readonly leavesOn: ReadonlyMap<number, number>
}

export function goneOf(forest: SpaceForest, chosen: Chosen): Gone {
  const links = takenLinks(forest, chosen)
  const deleted = new Set<number>()
  const cacheOnly = new Set<number>()
  for (const [at, taken] of links) {
    const node = forest.nodes[at]
    if (node === undefined || node.hidden) continue
    if (taken.size === node.paths.length) deleted.add(at)
    else if (isLeftToCache(forest, node, taken)) cacheOnly.add(at)
  }
  const leavesOn = new Map<number, number>()
  for (const files of chosen.leaves.values()) {
    for (const file of files) {
      for (const at of forest.belowOf(file)) leavesOn.set(at, (leavesOn.get(at) ?? 0) + 1)
    }
  }
  return { folders: chosen.folders, deleted, cacheOnly, leavesOn }
}

/** Links of nodes that are deleted, by node. */
function takenLinks(
  forest: SpaceForest,
  { folders, nodeFiles }: Chosen,
): ReadonlyMap<number, ReadonlySet<TreePath>> {
  const links = new Map<number, Set<TreePath>>()
  const take = (at: number, path: TreePath): void => {
    links.set(at, (links.get(at) ?? new Set()).add(path))
  }
  for (const path of nodeFiles) take(forest.nodeAt(path) ?? -1, path)
  for (const folder of folders) {
    for (const file of forest.input.folders[folder]?.files ?? []) {
      const at = forest.heldNode(file)
      if (at !== undefined) take(at, file.path)
    }
  }
  return links
}

/**
 * Whether folders of instances held links of a file of the cache, and all of those are taken. A name in
 * the cache uses nothing: while another one stays, its loss changes nothing for the file.
 */
function isLeftToCache(
  forest: SpaceForest,
  node: SpaceNode,
  taken: ReadonlySet<TreePath>,
): boolean {
  if (!node.cached || node.elsewhere) return false
  const held = node.folders.flatMap((folder) => forest.input.folders[folder]?.files ?? [])
  const links = held.filter(({ path }) => node.paths.includes(path))
  return links.length > 0 && links.every(({ path }) => taken.has(path))
}

const walks = new WeakMap<SpaceForest, Walk>()

/** Made once for a forest: each is as large as that, and every step of a plan asks. */
export function walkOf(forest: SpaceForest): Walk {
  const walk = walks.get(forest) ?? createWalk(forest)
  walks.set(forest, walk)
  return walk
}
