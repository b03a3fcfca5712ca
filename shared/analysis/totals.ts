import type { AllocationTally } from './allocation.ts'
import { overcommit } from './disks.ts'
import type { ImageRow, InstanceRow, Totals } from './model.ts'

/** Sums of a node. Leftover folders count as allocated, not as instances: no guest runs on them. */
export function totalsOf(
  rows: readonly InstanceRow[],
  images: readonly ImageRow[],
  tally: AllocationTally,
  counts: {
    readonly entries: number
    readonly directories: number
    readonly unreadable: number
  },
): Totals {
  const live = rows.filter(({ kind }) => kind === 'instance' || kind === 'legacy')
  const byKind = tally.total()
  let disks = 0
  let virtual = 0
  let growth = 0
  for (const row of live) {
    disks += row.disks.length
    virtual += row.virtual
    for (const disk of row.disks) growth += overcommit(disk)
  }
  return {
    instances: live.length,
    disks,
    entries: counts.entries,
    directories: counts.directories,
    allocated: byKind.instances + byKind.bases + byKind.images + byKind.leftovers + byKind.other,
    byKind,
    virtual,
    overcommit: growth,
    imageCount: images.length,
    imageVirtualBytes: images.reduce((sum, { image }) => sum + (image?.virtualSize ?? 0), 0),
    unreadable: counts.unreadable,
    directoryAllocated: tally.directories(),
  }
}
