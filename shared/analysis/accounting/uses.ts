import type { TreePath } from '../../files/tree.ts'
import { isLeftFolder } from '../../nova/left-folder.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { cacheParts } from './cache/cache-parts.ts'
import type { SpaceForest, SpaceNode } from './forest/forest.ts'
import type { SpaceSizes } from './forest/sizes.ts'

/** What all allocated bytes of a scan are for: the parts add up to them. */
export interface SpaceUses {
  /**
   * Folders of instances, with their share of the bases below them; undefined where one stands on what
   * something unseen may share: the share of each may be smaller than it looks, so that no sum is a bound.
   */
  readonly amortised?: number
  /**
   * Folders that a resize or a deletion left or a clean-up set aside, with their share of the bases below them;
   * downloads and conversions in the cache, and what snapshots and Nova's own work leave. Undefined as above.
   */
  readonly leftovers?: number
  /** Base files that no folder uses, as far as that is known; undefined where it is known of none. */
  readonly unusedCache?: number
  /** Base files of which nobody can say whether something uses them. */
  readonly unknownCache: number
  /** Other images. */
  readonly others: number
  /** What belongs to none of these. */
  readonly rest: number
}

interface Counted {
  /** In the order of the folders of `sizes`. */
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly forest: SpaceForest
  readonly sizes: SpaceSizes
  /** All that is allocated. Bytes. */
  readonly allocated: number
}

export function usesOf({ rows, bases, forest, sizes, allocated }: Counted): SpaceUses {
  const { downloads, ...ofCache } = cacheParts(bases, forest, sizes)
  const { amortised: all } = sizes.parts
  const left = leftoverBytes(rows, sizes)
  const files = leftFiles(forest)
  const others = sizes.parts.others - files.images
  const leftovers = left + downloads + files.images + files.rest
  const { unusedCache = 0, unknownCache } = ofCache
  const rest =
    allocated - all - downloads - unusedCache - unknownCache - sizes.parts.others - files.rest
  const isOpen = (wanted: boolean) =>
    rows.some((row) => row.isShareOpen === true && isLeftFolder(row) === wanted)
  return {
    ...(!isOpen(false) && { amortised: all - left }),
    ...(!isOpen(true) && { leftovers }),
    ...ofCache,
    others,
    rest,
  }
}

/** Of the files that snapshots and Nova's own work leave, the images that no folder holds, and the others. */
function leftFiles({ input, nodes, nodeAt }: SpaceForest) {
  const { left = new Map<TreePath, number>() } = input
  const isOnlyLeft = ({ cached, folders, paths }: SpaceNode) =>
    !cached && folders.length === 0 && paths.every((path) => left.has(path))
  let [images, rest] = [0, 0]
  for (const [path, allocated] of left) {
    const node = nodes[nodeAt(path) ?? -1]
    if (node === undefined) rest += allocated
    // Of several names the first counts.
    else if (path === node.paths[0] && isOnlyLeft(node)) images += node.allocated
  }
  return { images, rest }
}

function leftoverBytes(rows: readonly InstanceRow[], { folders }: SpaceSizes): number {
  let bytes = 0
  for (const [at, row] of rows.entries()) {
    if (isLeftFolder(row)) bytes += folders[at]?.own.amortised ?? 0
  }
  return bytes
}
