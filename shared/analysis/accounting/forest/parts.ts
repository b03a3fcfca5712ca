import type { SpaceForest, SpaceNode } from './forest.ts'
import type { Users } from './users.ts'

/** Whether a node's bytes are free once the folder is gone. */
export function isExclusive(
  forest: SpaceForest,
  users: Users,
  at: number,
  folder: number,
): boolean {
  const node = forest.nodes[at]
  if (node === undefined || node.elsewhere) return false
  if (node.folders.some((other) => other !== folder)) return false
  if (!node.cached) return node.folders.length === 1
  if (!forest.input.certain || node.foreign) return false
  if (users.folders[at]?.length !== 1 || users.otherwise[at] !== 0) return false
  return node.keepers.every((keeper) => keeper === folder)
}

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
