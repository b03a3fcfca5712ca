import { isLive } from '../../nova/names.ts'
import { isPartOfImage } from '../../scan/roles.ts'
import type { RepeatedDisks } from '../accounting/repeated-disks.ts'
import type { Totals } from '../model.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../rows/rows.ts'
import type { AllocationTally } from './allocation.ts'
import { ExactSum } from './exact-sum.ts'
import { overcommit } from './overcommit.ts'

/** What is kept for instances, and is no disk of one. */
type Stored = Pick<BaseRow | ImageRow, 'image'> & Pick<ImageRow, 'role' | 'hardLinkOf' | 'dataOf'>

/** How many entries a scan came by. */
export interface EntryCounts {
  readonly entries: number
  readonly directories: number
  /** Those that have a fault. */
  readonly unreadable: number
  /** Of those, the ones behind which there may be more. */
  readonly hidden: number
  /** Of the others, the files that may be images. */
  readonly unprobed: number
  /** Files that were looked at, and of which nobody knows what they take. */
  readonly madeUp: number
}

/** Sums of a node. Leftover folders count as allocated, not as instances: no guest runs on them. */
export function totalsOf(
  rows: readonly InstanceRow[],
  stored: { readonly images: readonly Stored[]; readonly bases: readonly Stored[] },
  tally: AllocationTally,
  counts: EntryCounts,
  repeated: RepeatedDisks,
): Totals {
  const images = stored.images.filter((row) => !isPart(row))
  const live = rows.filter(isLive)
  const byKind = tally.total()
  const imageSum = virtualOf(images)
  const baseSum = virtualOf(stored.bases)
  return {
    instances: live.length,
    ...diskSums(live, repeated),
    entries: counts.entries,
    directories: counts.directories,
    allocated: byKind.instances + byKind.bases + byKind.images + byKind.leftovers + byKind.other,
    byKind,
    imageCount: images.length,
    imageParts: stored.images.length - images.length,
    imageVirtualBytes: imageSum.bytes,
    unknownImages: imageSum.unknown,
    baseCount: stored.bases.length,
    baseVirtualBytes: baseSum.bytes,
    unknownBases: baseSum.unknown,
    unreadable: counts.unreadable,
    hidden: counts.hidden,
    unprobed: counts.unprobed,
    ...(counts.madeUp > 0 && { madeUp: counts.madeUp }),
    directoryAllocated: tally.directories(),
    otherDirectoryAllocated: tally.otherDirectories(),
  }
}

type DiskSums = Pick<
  Totals,
  'disks' | 'virtual' | 'unknownDisks' | 'unknownGrowth' | 'incompleteInstances' | 'overcommit'
>

/** A file that is several disks is one in the sums of bytes. */
function diskSums(rows: readonly InstanceRow[], repeated: RepeatedDisks): DiskSums {
  const [virtual, growth] = [new ExactSum(), new ExactSum()]
  const disks = rows.flatMap((row) => row.disks)
  let [unknownDisks, unknownGrowth] = [0, 0]
  for (const disk of disks) {
    if (repeated.has(disk) && disk.virtual !== undefined) continue
    // What fits into the one fits into the other, which is no more of each disk.
    if (!virtual.add(disk.virtual)) unknownDisks += 1
    else if (!growth.add(overcommit(disk))) unknownGrowth += 1
  }
  return {
    disks: disks.length,
    virtual: virtual.bytes,
    unknownDisks,
    ...(unknownGrowth > 0 && { unknownGrowth }),
    incompleteInstances: rows.filter(({ incomplete }) => incomplete !== undefined).length,
    overcommit: growth.bytes,
  }
}

/** The disk whose data it holds is its image's, even where that was not seen. */
function isPart({ role, dataOf }: Stored): boolean {
  return dataOf !== undefined || (role !== undefined && isPartOfImage(role))
}

/** Of each file once. Unknown is what is left out, under each of its names: its header may not say. */
function virtualOf(rows: readonly Stored[]): { readonly bytes: number; readonly unknown: number } {
  const sum = new ExactSum()
  for (const { image, hardLinkOf } of rows) {
    if (hardLinkOf === undefined || image?.virtualSize === undefined) sum.add(image?.virtualSize)
  }
  return { bytes: sum.bytes, unknown: sum.leftOut }
}
