import type { SpaceForest, SpaceNode } from './forest.ts'

/** Who uses the nodes of a forest, directly or through what stands between. */
export interface Users {
  /** By node: the folders that hold it or stand on it, ascending. */
  readonly folders: readonly (readonly number[])[]
  /** By folder: the nodes that it holds or stands on, each once. */
  readonly needs: readonly (readonly number[])[]
  /** By node: 1 when something that no instance's deletion takes along stands on it. */
  readonly otherwise: Uint8Array
}

/**
 * Walks down from every folder, then from what stays whatever is deleted of instances. A base that
 * nobody uses counts as a user of what it stands on: it is left where it is.
 */
export function usersOf(forest: SpaceForest): Users {
  const { nodes, held } = forest
  const folders: number[][] = nodes.map(() => [])
  const walk = createWalk(forest)
  const needs = held.map((own, folder) => {
    const reached = walk(own)
    for (const at of reached) folders[at]?.push(folder)
    return reached
  })
  const otherwise = new Uint8Array(nodes.length)
  nodes.forEach((node, at) => {
    if (!stays(node, folders[at]?.length ?? 0)) return
    for (const below of walk(node.below)) if (below !== at) otherwise[below] = 1
  })
  return { folders, needs, otherwise }
}

function stays(node: SpaceNode, users: number): boolean {
  if (node.elsewhere) return true
  return node.cached ? users === 0 : node.folders.length === 0
}

/** Gives everything that can be reached downwards from some nodes, them included, each once. */
export function createWalk({
  nodes,
}: Pick<SpaceForest, 'nodes'>): (from: readonly number[]) => readonly number[] {
  const seen = new Uint32Array(nodes.length)
  let round = 0
  return (from) => {
    round += 1
    const reached: number[] = []
    const reach = (at: number): void => {
      if (seen[at] === round) return
      seen[at] = round
      reached.push(at)
    }
    for (const at of from) reach(at)
    // Grows while it is read: breadth first.
    for (const at of reached) for (const below of nodes[at]?.below ?? []) reach(below)
    return reached
  }
}
