import type { SpaceFile, SpaceForest, SpaceNode } from './forest.ts'
import { type Stay, stayOf } from './stay.ts'

/** Who uses the nodes of a forest, directly or through what stands between. */
export interface Users {
  /** By node: the folders that hold it or stand on it, ascending. */
  readonly folders: readonly (readonly number[])[]
  /** By node, how sure it is that something stands on it which no instance's deletion takes along: a `Stay`. */
  readonly otherwise: Uint8Array
}

const counted = new WeakMap<SpaceForest, Users>()

/** Found out once: sizes and moves both ask. */
export function usersOf(forest: SpaceForest): Users {
  const users = counted.get(forest) ?? countUsers(forest)
  counted.set(forest, users)
  return users
}

/**
 * Walks down from every folder, then from what stays whatever is deleted of instances. A base that
 * nobody uses counts as a user of what it stands on: it is left where it is.
 */
function countUsers(forest: SpaceForest): Users {
  const { nodes } = forest
  const walk = createWalk(forest)
  const folders: number[][] = nodes.map(() => [])
  for (const [folder, ofFiles] of reachesOf(forest).entries()) {
    for (const reached of ofFiles) {
      for (const at of reached) {
        const using = folders[at]
        if (using !== undefined && using.at(-1) !== folder) using.push(folder)
      }
    }
  }
  const otherwise = new Uint8Array(nodes.length)
  nodes.forEach((node, at) => {
    const stays = staysWhole(forest, node, folders[at] ?? [])
    if (stays === 0) return
    for (const below of walk(node.below))
      if (below !== at) otherwise[below] = Math.max(otherwise[below] ?? 0, stays)
  })
  return { folders, otherwise }
}

/** What has several users has them below it too: those tell by themselves that it is shared. */
function staysWhole(forest: SpaceForest, node: SpaceNode, users: readonly number[]): Stay {
  if (node.elsewhere) return 2
  if (!node.cached) return node.folders.length === 0 ? 2 : 0
  const [user] = users
  if (user === undefined) return 2
  return users.length === 1 ? stayOf(forest, node, user) : 0
}

export type Walk = (from: readonly number[]) => readonly number[]

/** By folder and by file of it: the nodes that the file needs; with its own, where it is one. */
export type Reaches = readonly (readonly (readonly number[])[])[]

const reaches = new WeakMap<SpaceForest, Reaches>()

/** Found out once: users, sizes and dependants all go by it. */
export function reachesOf(forest: SpaceForest): Reaches {
  const known = reaches.get(forest)
  if (known !== undefined) return known
  const walk = createWalk(forest)
  const found = forest.input.folders.map(({ files }) =>
    files.map((file) => reachOf(forest, file, walk)),
  )
  reaches.set(forest, found)
  return found
}

function reachOf(forest: SpaceForest, file: SpaceFile, walk: Walk): readonly number[] {
  const own = forest.heldNode(file)
  return walk(own === undefined ? forest.belowOf(file) : [own])
}

/** Gives everything that can be reached downwards from some nodes, them included, each once. */
export function createWalk({ nodes }: Pick<SpaceForest, 'nodes'>): Walk {
  const seen = new Uint32Array(nodes.length)
  let round = 0
  return (from) => {
    // Nearly every disk stands on a base that stands on nothing.
    const [first] = from
    if (first === undefined) return from
    if (from.length === 1 && nodes[first]?.below.length === 0) return from
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
