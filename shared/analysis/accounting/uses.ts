import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { cacheParts } from './cache/cache-parts.ts'
import type { SpaceForest } from './forest/forest.ts'
import type { SpaceSizes } from './forest/sizes.ts'

/** What all allocated bytes of a scan are for: the parts add up to them. */
export interface SpaceUses {
  /** Folders of instances, with their share of the bases below them. */
  readonly amortised: number
  /** The same of folders that a resize or a deletion left, and downloads and conversions in the cache. */
  readonly leftovers: number
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
  const { amortised: all, others } = sizes.parts
  const left = leftoverBytes(rows, sizes)
  const leftovers = left + downloads
  const { unusedCache = 0, unknownCache } = ofCache
  const rest = allocated - all - downloads - unusedCache - unknownCache - others
  return { amortised: all - left, leftovers, ...ofCache, others, rest }
}

function leftoverBytes(rows: readonly InstanceRow[], { folders }: SpaceSizes): number {
  let bytes = 0
  for (const [at, { kind }] of rows.entries()) {
    if (kind === 'resize' || kind === 'del') bytes += folders[at]?.own.amortised ?? 0
  }
  return bytes
}
