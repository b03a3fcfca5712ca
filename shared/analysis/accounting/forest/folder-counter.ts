import { type Carried, carriedIn } from './carried.ts'
import {
  isUncounted,
  mayHoldMore,
  mayNeedMore,
  outlivesInstance,
  type SpaceFile,
  type SpaceFolder,
  type SpaceForest,
  type SpaceNode,
} from './forest.ts'
import { type Hold, holdOf, partOf, rankIn, sharersOf } from './parts.ts'
import type { FolderSizes, Sizes } from './sizes.ts'
import { type Reaches, reachesOf, type Users } from './users.ts'

/** A file of a folder: its place there, the nodes that it needs, and which of the folder's a disk carries. */
interface Counted {
  readonly file: SpaceFile
  readonly index: number
  readonly reached: readonly number[]
  readonly carried: Carried
}

type Draft = { -readonly [Key in keyof Sizes]: Sizes[Key] }

/**
 * Counts folder after folder. What the folder holds counts for that disk alone, its layers and data files
 * with it; the folder's part of a base is divided among its disks that stand on it, so that the disks and
 * what else lies in it add up to the folder.
 */
export class FolderCounter {
  readonly #forest: SpaceForest
  readonly #users: Users
  readonly #reaches: Reaches
  /** By node: the last folder that met it, its files that divide it, and how many of them had a part. */
  readonly #met: Int32Array
  readonly #needing: Uint32Array
  readonly #served: Uint32Array

  constructor(forest: SpaceForest, users: Users) {
    const { length } = forest.nodes
    this.#forest = forest
    this.#users = users
    this.#reaches = reachesOf(forest)
    this.#met = new Int32Array(length).fill(-1)
    this.#needing = new Uint32Array(length)
    this.#served = new Uint32Array(length)
  }

  count(of: SpaceFolder, folder: number): FolderSizes {
    const { allocated, files } = of
    const own: Draft = { exclusive: allocated, shared: 0, amortised: allocated }
    if (mayHoldMore(of)) own.isExclusiveAtLeast = true
    if (of.isUncounted) own.isUncounted = true
    const reaches = this.#reaches[folder] ?? []
    for (const reached of reaches) for (const at of reached) this.#meet(own, at, folder)
    const carried = carriedIn(this.#forest, this.#users, folder, reaches)
    const isCarried = files.map((file) => carried.has(this.#forest.heldNode(file) ?? -1))
    if (carried.size > 0) this.#leaveOut(reaches.filter((_, index) => isCarried[index]))
    const sizes = files.map((file, index) => {
      const of = { file, index, reached: reaches[index] ?? [], carried }
      return isCarried[index] ? carriedSizes(file) : this.#file(of, folder)
    })
    return { own: outlivesInstance(of) ? kept(own) : own, files: sizes }
  }

  /** What a disk carries has no part of its own in what is below: that is the disk's. */
  #leaveOut(reaches: readonly (readonly number[])[]): void {
    for (const at of reaches.flat()) this.#needing[at] = (this.#needing[at] ?? 0) - 1
  }

  #meet(own: Draft, at: number, folder: number): void {
    if (this.#met[at] !== folder) {
      this.#met[at] = folder
      this.#needing[at] = 0
      this.#served[at] = 0
      this.#addNode(own, at, folder)
    }
    this.#needing[at] = (this.#needing[at] ?? 0) + 1
  }

  #addNode(own: Draft, at: number, folder: number): void {
    const node = this.#forest.nodes[at]
    if (node === undefined) return
    // The folder's own bytes have it once already.
    const held = node.folders.includes(folder) ? node.allocated : 0
    const hold = holdOf(this.#forest, this.#users, at, folder)
    own.exclusive += (hold === 'alone' ? node.allocated : 0) - held
    own.shared += hold === 'alone' ? 0 : node.allocated
    if (isMoreWith(node, hold)) own.isExclusiveAtLeast = true
    if (node.isUncounted) own.isUncounted = true
    own.amortised += this.#part(at, folder) - held
  }

  /** The folder's part of a node. */
  #part(at: number, folder: number): number {
    const node = this.#forest.nodes[at]
    if (node === undefined) return 0
    const sharers = sharersOf(node, this.#users, at)
    const rank = rankIn(sharers, folder)
    return rank < 0 ? 0 : partOf(node.allocated, sharers.length, rank)
  }

  #file({ file, index, reached, carried }: Counted, folder: number): Sizes {
    const { allocated } = file
    const isMore = mayNeedMore(file) || isUncounted(file)
    const more = {
      ...(isMore && { isExclusiveAtLeast: true as const }),
      ...(isUncounted(file) && { isUncounted: true as const }),
    }
    if (reached.length === 0)
      return { exclusive: allocated, ...more, shared: 0, amortised: allocated }
    const own = this.#forest.heldNode(file)
    const isOne = own === undefined || this.#forest.nodes[own]?.paths.length === 1
    const leaf = own === undefined ? allocated : 0
    const sizes: Draft = { exclusive: leaf, ...more, shared: 0, amortised: leaf }
    for (const at of reached) {
      const node = this.#forest.nodes[at]
      if (node === undefined) continue
      const part = this.#part(at, folder)
      const isOwn = at === own || carried.get(at) === index
      // A base goes along with its only user's last disk.
      const alone = isOwn || (this.#needing[at] === 1 && node.folders.length === 0)
      const hold = isOne && alone ? holdOf(this.#forest, this.#users, at, folder) : 'shared'
      const isFreed = hold === 'alone'
      if (isMoreWith(node, hold)) sizes.isExclusiveAtLeast = true
      if (node.isUncounted) sizes.isUncounted = true
      sizes[isFreed ? 'exclusive' : 'shared'] += node.allocated
      if (isOwn) sizes.amortised += part
      else if (!node.folders.includes(folder)) sizes.amortised += this.#share(at, part)
    }
    return sizes
  }

  /** A disk's part of what its folder has of a base. */
  #share(at: number, part: number): number {
    const index = this.#served[at] ?? 0
    this.#served[at] = index + 1
    return partOf(part, this.#needing[at] ?? 1, index)
  }
}

/** Whether more than is counted may be free once it is let go. */
function isMoreWith({ isUncounted }: Pick<SpaceNode, 'isUncounted'>, hold: Hold): boolean {
  return hold === 'perhaps' || (isUncounted && hold === 'alone')
}

/** Of what a disk carries: it frees what it takes, and is counted at the disk. */
function carriedSizes({ allocated }: SpaceFile): Sizes {
  return { exclusive: allocated, shared: 0, amortised: 0 }
}

/** Of a folder that its instance's deletion does not free, nor what it stands on. */
function kept({ exclusive, shared, amortised, isUncounted }: Sizes): Sizes {
  const sizes = { exclusive: 0, shared: exclusive + shared, amortised }
  return isUncounted ? { ...sizes, isUncounted } : sizes
}
