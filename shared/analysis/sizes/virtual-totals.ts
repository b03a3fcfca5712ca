import type { DiskStore } from '../accounting/nova/disk-stores.ts'
import type { NodeView } from '../model.ts'
import { isPartial, lacksInstances } from './partial.ts'

/** What a scan's virtual size is the sum of, and what of it is written. Bytes. */
export interface VirtualTotals {
  readonly of: 'disks' | 'images' | 'bases'
  readonly count: number
  /** How many of them have no size that is known. */
  readonly unknown: number
  /** Where there may be more of them that nobody saw: instances of which not all was seen, or entries. */
  readonly incomplete: number
  /** Not everything was looked at, or what they lie on is not mounted: there may be more of them. */
  readonly partial: boolean
  /** Sum of those of which it is known; undefined where there are none. */
  readonly virtual: number | undefined
  /** Undefined where it has bytes of what is left out of the sum. */
  readonly allocated: number | undefined
  /** What disks may still grow by, as far as that is known: undefined where it is of none. */
  readonly overcommit: number | undefined
  /** How many disks of a known size that leaves out: nobody knows what is written of them. */
  readonly unknownGrowth: number
  /** Where disks lie that are in no sum, for no file here tells of them. */
  readonly elsewhere: readonly DiskStore[]
}

type VirtualView = Pick<NodeView, 'totals' | 'end' | 'accounting'>

/**
 * The disks of instances, where there is an instance. Of a store or a folder of images nothing is a
 * guest's disk: then the images count, and the base files of a cache that was opened alone.
 */
export function virtualTotals({ totals, end, accounting }: VirtualView): VirtualTotals {
  const partial = isPartial({ end })
  const { instances, imageCount, baseCount, byKind, hidden, unprobed = 0, madeUp = 0 } = totals
  const unseen = hidden + unprobed
  if (instances === 0 && imageCount > 0) {
    const { unknownImages, imageVirtualBytes } = totals
    const allocated = unknownImages + madeUp === 0 ? byKind.images : undefined
    const stored = { of: 'images', count: imageCount, unknown: unknownImages } as const
    return summed({ ...stored, incomplete: unseen, partial }, imageVirtualBytes, allocated)
  }
  if (instances === 0 && baseCount > 0) {
    const { unknownBases, baseVirtualBytes } = totals
    const allocated = unknownBases + madeUp === 0 ? byKind.bases : undefined
    const stored = { of: 'bases', count: baseCount, unknown: unknownBases } as const
    return summed({ ...stored, incomplete: unseen, partial }, baseVirtualBytes, allocated)
  }
  const {
    disks,
    unknownDisks,
    unknownGrowth = 0,
    incompleteInstances,
    virtual,
    overcommit,
  } = totals
  const { elsewhere } = accounting.growth
  // Of a folder of anything, where a node has an instances_path that was listed.
  const isNoneSeen = disks === 0 && unseen > 0 && accounting.nova === undefined
  const ofDisks = { of: 'disks', count: disks, unknown: unknownDisks, elsewhere } as const
  const written = unknownGrowth === 0 ? Math.max(0, virtual - overcommit) : undefined
  const isNoneKnown = unknownGrowth > 0 && unknownGrowth + unknownDisks === disks
  return summed(
    {
      ...ofDisks,
      incomplete: incompleteInstances,
      partial: partial || lacksInstances({ accounting }) || isNoneSeen,
    },
    virtual,
    written,
    { overcommit: isNoneKnown ? undefined : overcommit, unknownGrowth },
  )
}

/** With something left out, or not seen, a sum is at least this much. */
export function isAtLeast({ unknown, incomplete, partial, elsewhere }: VirtualTotals): boolean {
  return partial || unknown > 0 || incomplete > 0 || elsewhere.length > 0
}

/** As it is for what they may still grow by. */
export function isGrowthAtLeast(totals: VirtualTotals): boolean {
  return isAtLeast(totals) || totals.unknownGrowth > 0
}

function summed(
  what: Pick<VirtualTotals, 'of' | 'count' | 'unknown' | 'incomplete' | 'partial'> & {
    readonly elsewhere?: readonly DiskStore[] | undefined
  },
  sum: number,
  allocated: number | undefined,
  growth?: Pick<VirtualTotals, 'overcommit' | 'unknownGrowth'>,
): VirtualTotals {
  // Of nothing at all the sum is nothing.
  const { elsewhere = [] } = what
  const isSeen = what.incomplete === 0 && !what.partial && elsewhere.length === 0
  const isNone = what.count === 0 && isSeen
  const isKnown = isNone || what.count > what.unknown
  return {
    ...what,
    elsewhere,
    virtual: isKnown ? sum : undefined,
    allocated,
    overcommit: isKnown ? growth?.overcommit : undefined,
    unknownGrowth: growth?.unknownGrowth ?? 0,
  }
}
