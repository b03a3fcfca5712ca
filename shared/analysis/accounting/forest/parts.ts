import type { SpaceForest, SpaceNode } from './forest.ts'
import { stayOf } from './stay.ts'
import type { Users } from './users.ts'

/**
 * Whether a node's bytes are free once the folder is gone: `alone` for certain; `perhaps`, where nothing
 * else was seen to need it or to keep it, and nobody can tell whether something does.
 */
export type Hold = 'alone' | 'perhaps' | 'shared'

export function holdOf(forest: SpaceForest, users: Users, at: number, folder: number): Hold {
  const node = forest.nodes[at]
  if (node === undefined || node.elsewhere) return 'shared'
  if (node.folders.some((other) => other !== folder)) return 'shared'
  if (!node.cached) return node.folders.length === 1 ? 'alone' : 'shared'
  if (users.folders[at]?.length !== 1) return 'shared'
  const stays = Math.max(users.otherwise[at] ?? 0, stayOf(forest, node, folder))
  return HOLDS[stays] ?? 'shared'
}

/** By `Stay`. */
const HOLDS: readonly Hold[] = ['alone', 'perhaps', 'shared']

/** The folders among which a node's bytes are divided: its holders, or the users of a base. */
export function sharersOf(node: SpaceNode, users: Users, at: number): readonly number[] {
  return node.cached ? (users.folders[at] ?? []) : node.folders
}

/** Whole bytes, so that the parts add up: what is left over goes to the first. */
export function partOf(bytes: number, sharers: number, index: number): number {
  const part = Math.floor(bytes / sharers)
  return part + (index < bytes - part * sharers ? 1 : 0)
}

/** Index in ascending numbers; thousands of instances may stand on one base. */
export function rankIn(sorted: readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted ? low : -1
}
