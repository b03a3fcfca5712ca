import { FolderCounter } from './folder-counter.ts'
import type { SpaceForest } from './forest.ts'
import { sharersOf } from './parts.ts'
import { type Users, usersOf } from './users.ts'

/**
 * What an instance or one of its disks costs. Bytes.
 *
 * - exclusive: allocated bytes that only this holds, which is what its deletion frees; at least so many
 *   where nobody can tell whether something else keeps a base that only this was seen to use, or what
 *   else this holds or needs.
 * - shared: allocated bytes of what it stands on that others hold or use as well.
 * - amortised: its own allocated bytes and its part of every base that it uses. Adds up to the disk.
 */
export interface Sizes {
  readonly exclusive: number
  readonly isExclusiveAtLeast?: true
  readonly shared: number
  readonly amortised: number
  /** It holds or needs what nobody knows the bytes of: all of them are at least so much. */
  readonly isUncounted?: true
}

/**
 * What is known of them: where something unread may use the same files, no part of those is, and where a file
 * system makes bytes up, nothing of what has them.
 */
export type KnownSizes = Pick<Sizes, 'exclusive' | 'isExclusiveAtLeast'> &
  Partial<Pick<Sizes, 'shared' | 'amortised'>>

/** Where all allocated bytes of a forest are: the parts add up to them. */
export interface SpaceParts {
  /** Of all folders together. */
  readonly amortised: number
  /** Files of the cache that no instance's folder uses. */
  readonly unusedCache: number
  /** Files elsewhere that no instance's folder holds. */
  readonly others: number
}

export interface FolderSizes {
  readonly own: Sizes
  /** In the order of the folder's files. */
  readonly files: readonly Sizes[]
}

export interface SpaceSizes {
  /** In the order of the input's folders. */
  readonly folders: readonly FolderSizes[]
  /** Folders that use a node, by the node's index. */
  readonly users: readonly (readonly number[])[]
  readonly parts: SpaceParts
}

/**
 * Sizes of every folder and its disks. A base counts for an instance alone when nothing else stands
 * on it; as long as not everything was seen, no base does. Layers and data files in its folder that only
 * it needs count for a disk as its own. Exclusive and shared together are all that it needs.
 */
export function sizesOf(forest: SpaceForest): SpaceSizes {
  const users = usersOf(forest)
  const counter = new FolderCounter(forest, users)
  const folders = forest.input.folders.map((folder, at) => counter.count(folder, at))
  return { folders, users: users.folders, parts: partsOf(forest, users, folders) }
}

function partsOf(
  { nodes }: SpaceForest,
  users: Users,
  folders: readonly FolderSizes[],
): SpaceParts {
  const amortised = folders.reduce((sum, { own }) => sum + own.amortised, 0)
  let [unusedCache, others] = [0, 0]
  nodes.forEach((node, at) => {
    if (sharersOf(node, users, at).length > 0) return
    if (node.cached) unusedCache += node.allocated
    else others += node.allocated
  })
  return { amortised, unusedCache, others }
}
