import { allocatedInParts, allParts } from '../chain/data-parts.ts'
import type { DiskCell } from '../rows/rows.ts'
import { type ExactSum, exactSum } from './exact-sum.ts'
import { ifCounted } from './known-allocated.ts'

/** What the guest sees of disks together. */
export function virtualOfDisks(disks: readonly DiskCell[]): ExactSum {
  return exactSum(disks.map(({ virtual }) => virtual))
}

/** Bytes that disks may still grow by together: of those of which it is known, unless it is of none. */
export function overcommitOf(disks: readonly DiskCell[]): number | undefined {
  const { bytes, leftOut } = exactSum(disks.map(overcommit))
  return leftOut > 0 && leftOut === disks.length ? undefined : bytes
}

/** Bytes a disk may still grow by; undefined where nobody knows how large it is, or what is written of it. */
export function overcommit(disk: DiskCell): number | undefined {
  const { virtual, allocated } = disk
  if (virtual === undefined) return undefined
  const growth = Math.max(0, virtual - allocated - allocatedInParts(disk))
  return ifCounted([disk, ...allParts(disk)], growth)
}
