import type { Totals } from './model.ts'

/** What a scan's virtual size is the sum of, and what of it is written. Bytes. */
export interface VirtualTotals {
  readonly of: 'disks' | 'images' | 'bases'
  readonly count: number
  /** How many of them have no size that is known. */
  readonly unknown: number
  /** Sum of the others; undefined where there are none. */
  readonly virtual: number | undefined
  /** Undefined where it has bytes of what is left out of the sum. */
  readonly allocated: number | undefined
}

/**
 * The disks of instances, where there is an instance. Of a store or a folder of images nothing is a
 * guest's disk: then the images count, and the base files of a cache that was opened alone.
 */
export function virtualTotals(totals: Totals): VirtualTotals {
  const { instances, imageCount, baseCount, byKind } = totals
  if (instances === 0 && imageCount > 0) {
    const { unknownImages, imageVirtualBytes } = totals
    const allocated = unknownImages === 0 ? byKind.images : undefined
    return summed('images', imageCount, unknownImages, imageVirtualBytes, allocated)
  }
  if (instances === 0 && baseCount > 0) {
    const { unknownBases, baseVirtualBytes } = totals
    const allocated = unknownBases === 0 ? byKind.bases : undefined
    return summed('bases', baseCount, unknownBases, baseVirtualBytes, allocated)
  }
  const { disks, unknownDisks, virtual, overcommit } = totals
  return summed('disks', disks, unknownDisks, virtual, Math.max(0, virtual - overcommit))
}

function summed(
  of: VirtualTotals['of'],
  count: number,
  unknown: number,
  sum: number,
  allocated: number | undefined,
): VirtualTotals {
  const virtual = count === unknown ? undefined : sum
  return { of, count, unknown, virtual, allocated }
}
