import { isLive } from '../../nova/names.ts'
import { isPartOfImage } from '../../scan/roles.ts'
import type { RepeatedDisks } from '../accounting/repeated-disks.ts'
import type { Totals } from '../model.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../rows/rows.ts'
import type { AllocationTally } from './allocation.ts'
import { overcommit } from './overcommit.ts'
import { sum } from './sum.ts'

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
  return {
    instances: live.length,
    ...diskSums(live, repeated),
    entries: counts.entries,
    directories: counts.directories,
    allocated: byKind.instances + byKind.bases + byKind.images + byKind.leftovers + byKind.other,
    byKind,
    imageCount: images.length,
    imageParts: stored.images.length - images.length,
    imageVirtualBytes: virtualOf(images.filter(({ hardLinkOf }) => hardLinkOf === undefined)),
    unknownImages: unknownOf(images),
    baseCount: stored.bases.length,
    baseVirtualBytes: virtualOf(stored.bases),
    unknownBases: unknownOf(stored.bases),
    unreadable: counts.unreadable,
    hidden: counts.hidden,
    unprobed: counts.unprobed,
    directoryAllocated: tally.directories(),
  }
}

type DiskSums = Pick<
  Totals,
  'disks' | 'virtual' | 'unknownDisks' | 'incompleteInstances' | 'overcommit'
>

/** A file that is several disks is one in the sums of bytes. */
function diskSums(rows: readonly InstanceRow[], repeated: RepeatedDisks): DiskSums {
  const growths = rows.flatMap((row) => row.disks.map(overcommit))
  const again = [...repeated]
  const known = growths.filter((growth) => growth !== undefined)
  return {
    disks: growths.length,
    virtual: sum(rows.map(({ virtual }) => virtual)) - sum(again.map(({ virtual = 0 }) => virtual)),
    unknownDisks: growths.length - known.length,
    incompleteInstances: rows.filter(({ incomplete }) => incomplete !== undefined).length,
    overcommit: sum(known) - sum(again.map((disk) => overcommit(disk) ?? 0)),
  }
}

/** The disk whose data it holds is its image's, even where that was not seen. */
function isPart({ role, dataOf }: Stored): boolean {
  return dataOf !== undefined || (role !== undefined && isPartOfImage(role))
}

function virtualOf(rows: readonly Stored[]): number {
  return sum(rows.map(({ image }) => image?.virtualSize ?? 0))
}

/** What has no size that is known: its header could not be read, or does not say. */
function unknownOf(rows: readonly Stored[]): number {
  return rows.filter(({ image }) => image?.virtualSize === undefined).length
}
