import type { AllocatedFrom } from '../scan/model.ts'

interface Allocated {
  readonly allocated: number
  readonly allocatedFrom?: AllocatedFrom
}

/** Allocated bytes, unless the file system made them up and no image's tables say better. */
export function knownAllocated({ allocated, allocatedFrom }: Allocated): number | undefined {
  return allocatedFrom === 'unknown' ? undefined : allocated
}
