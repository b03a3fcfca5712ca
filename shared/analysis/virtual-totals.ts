import type { Totals } from './model.ts'

/** What a scan's virtual size is the sum of, and what of it is written. Bytes. */
export interface VirtualTotals {
  readonly of: 'disks' | 'images' | 'bases'
  readonly count: number
  readonly virtual: number
  readonly allocated: number
}

/**
 * The disks of instances, where there is an instance. Of a store or a folder of images nothing is a
 * guest's disk: then the images count, and the base files of a cache that was opened alone.
 */
export function virtualTotals(totals: Totals): VirtualTotals {
  const { instances, imageCount, baseCount, byKind } = totals
  if (instances === 0 && imageCount > 0) {
    const virtual = totals.imageVirtualBytes
    return { of: 'images', count: imageCount, virtual, allocated: byKind.images }
  }
  if (instances === 0 && baseCount > 0) {
    const virtual = totals.baseVirtualBytes
    return { of: 'bases', count: baseCount, virtual, allocated: byKind.bases }
  }
  const { disks, virtual, overcommit } = totals
  return { of: 'disks', count: disks, virtual, allocated: Math.max(0, virtual - overcommit) }
}
