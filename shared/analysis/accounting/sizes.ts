import type { TreePath } from '../../files/tree.ts'
import type { SpaceForest, SpaceNode } from './forest.ts'
import { createWalk, type Users, usersOf } from './users.ts'

/**
 * What an instance or one of its disks costs. Bytes.
 *
 * - exclusive: allocated bytes that only this holds, which is what its deletion frees.
 * - shared: allocated bytes of what it stands on that others hold or use as well.
 * - amortised: its own allocated bytes and its part of every base that it uses. Adds up to the disk.
 */
export interface Sizes {
  readonly exclusive: number
  readonly shared: number
  readonly amortised: number
}

/** Where all allocated bytes of a forest are: the parts add up to them. */
export interface SpaceParts {
  /** Of all folders together. */
  readonly amortised: number
  /** Files of the cache that no instance's folder uses. */
  readonly unusedCache: number
  /** Files elsewhere that no instance's folder holds. */
  readonly others: number
}

export interface SpaceSizes {
  /** In the order of the input's folders. */
  readonly folders: readonly Sizes[]
  /** By path of the files that the folders hold. */
  readonly disks: ReadonlyMap<TreePath, Sizes>
  /** Folders that use a node, by the node's index. */
  readonly users: readonly (readonly number[])[]
  readonly parts: SpaceParts
}

/**
 * Sizes of every folder and its disks. A base counts for an instance alone when nothing else stands
 * on it; as long as not everything was seen, no base does. Exclusive and shared together are all that
 * it needs.
 */
export function sizesOf(forest: SpaceForest): SpaceSizes {
  const users = usersOf(forest)
  const disks = new Map<TreePath, Sizes>()
  const context: Context = { forest, users, walk: createWalk(forest) }
  const folders = forest.folders.map((_, folder) => {
    addDiskSizes(disks, context, folder)
    return folderSizes(context, folder)
  })
  return { folders, disks, users: users.folders, parts: partsOf(forest, users, folders) }
}

interface Context {
  readonly forest: SpaceForest
  readonly users: Users
  readonly walk: ReturnType<typeof createWalk>
}

function partsOf(forest: SpaceForest, users: Users, folders: readonly Sizes[]): SpaceParts {
  const amortised = folders.reduce((sum, sizes) => sum + sizes.amortised, 0)
  let [unusedCache, others] = [0, 0]
  forest.nodes.forEach((node, at) => {
    if (sharersOf(node, users, at).length > 0) return
    if (node.cached) unusedCache += node.allocated
    else others += node.allocated
  })
  return { amortised, unusedCache, others }
}

function folderSizes({ forest, users }: Context, folder: number): Sizes {
  let own = forest.folders[folder]?.allocated ?? 0
  for (const at of forest.held[folder] ?? []) own -= forest.nodes[at]?.allocated ?? 0
  const sizes = { exclusive: own, shared: 0, amortised: own }
  for (const at of users.needs[folder] ?? []) {
    const node = forest.nodes[at]
    if (node === undefined) continue
    sizes[isExclusive(forest, users, at, folder) ? 'exclusive' : 'shared'] += node.allocated
    sizes.amortised += partOf(node.allocated, sharersOf(node, users, at), folder)
  }
  return sizes
}

/** Whether a node's bytes are free once the folder is gone. */
function isExclusive(forest: SpaceForest, users: Users, at: number, folder: number): boolean {
  const node = forest.nodes[at]
  if (node === undefined || node.elsewhere) return false
  if (node.folders.some((other) => other !== folder)) return false
  if (!node.cached) return node.folders.length === 1
  return forest.certain && users.folders[at]?.length === 1 && users.otherwise[at] === 0
}

/** The folders among which a node's bytes are divided: its holders, or the users of a base. */
function sharersOf(node: SpaceNode, users: Users, at: number): readonly number[] {
  return node.cached ? (users.folders[at] ?? []) : node.folders
}

/**
 * Sizes of the disks of a folder. What the folder holds counts for that disk alone; the folder's part
 * of a base is divided among its disks that stand on it, so that the disks add up to the folder.
 */
function addDiskSizes(disks: Map<TreePath, Sizes>, context: Context, folder: number): void {
  const { forest, users, walk } = context
  const held = forest.held[folder] ?? []
  const needs = held.map((at) => walk([at]))
  const sharers = new Map<number, number[]>()
  for (const [index, reached] of needs.entries()) {
    for (const at of reached) sharers.set(at, [...(sharers.get(at) ?? []), index])
  }
  const byNode = new Map<number, Sizes>()
  for (const [index, own] of held.entries()) {
    const sizes = { exclusive: 0, shared: 0, amortised: 0 }
    for (const at of needs[index] ?? []) {
      const node = forest.nodes[at]
      if (node === undefined) continue
      const using = sharers.get(at) ?? []
      const alone = isDisksAlone(context, { at, own, folder, using })
      sizes[alone ? 'exclusive' : 'shared'] += node.allocated
      const part = partOf(node.allocated, sharersOf(node, users, at), folder)
      if (at === own) sizes.amortised += part
      else if (!node.folders.includes(folder)) sizes.amortised += partOf(part, using, index)
    }
    byNode.set(own, sizes)
  }
  for (const { path } of forest.folders[folder]?.files ?? []) {
    const sizes = byNode.get(forest.nodeAt(path) ?? -1)
    if (sizes !== undefined) disks.set(path, sizes)
  }
}

interface DiskUse {
  readonly at: number
  /** The disk's own node. */
  readonly own: number
  readonly folder: number
  /** Disks of the folder that need the node. */
  readonly using: readonly number[]
}

/** Whether a node's bytes are free once the one file is gone. */
function isDisksAlone({ forest, users }: Context, { at, own, folder, using }: DiskUse): boolean {
  const node = forest.nodes[at]
  if (node === undefined || !isExclusive(forest, users, at, folder)) return false
  if (at === own) return node.paths.length === 1
  return using.length === 1 && node.folders.length === 0 && forest.nodes[own]?.paths.length === 1
}

/** Whole bytes, so that the parts add up: what is left over goes to the first. */
export function partOf(bytes: number, sharers: readonly number[], sharer: number): number {
  const index = rank(sharers, sharer)
  if (index < 0) return 0
  const part = Math.floor(bytes / sharers.length)
  return part + (index < bytes - part * sharers.length ? 1 : 0)
}

/** Index in ascending numbers; thousands of instances may stand on one base. */
function rank(sorted: readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted ? low : -1
}
