import { allocatedInParts } from '../chain/data-parts.ts'
import type { DiskCell } from '../rows/rows.ts'

/** Bytes that disks may still grow by together: of those of which it is known, unless it is of none. */
export function overcommitOf(disks: readonly DiskCell[]): number | undefined {
  let known = disks.length === 0 ? 0 : undefined
  for (const disk of disks) {
    const bytes = overcommit(disk)
    if (bytes !== undefined) known = (known ?? 0) + bytes
  }
  return known
}

/** Bytes a disk may still grow by; undefined where nobody knows how large it is. */
export function overcommit(disk: DiskCell): number | undefined {
  const { virtual, allocated } = disk
  return virtual === undefined
    ? undefined
    : Math.max(0, virtual - allocated - allocatedInParts(disk))
}
