import type { NovaConfig } from '../../../nova/conf.ts'
import { isLive } from '../../../nova/names.ts'
import {
  isUnread,
  knownSpace,
  type SpaceOfHost,
  type SpaceUnknown,
} from '../../hosts/space-of-host.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { RepeatedDisks } from '../repeated-disks.ts'
import { type DiskStore, diskStores } from './disk-stores.ts'
import { type GrowingDisk, GrowthSums, NAMED } from './growth-sums.ts'

/** What the disks of instances would need if all were filled. Bytes. */
export interface Growth {
  /** Sum over disks of max(0, virtual - allocated), each file once, without those of unknown size. */
  readonly need: number
  /** What is free for it; left out where that is not known. */
  readonly available?: number
  /** Why it is not known what is free. */
  readonly unknown?: SpaceUnknown
  /** Nobody could see which instances there are. */
  readonly isUnread?: true
  /**
   * What would be lacking; 0 when all of it fits. With something unknown, or elsewhere, it is at least
   * so much, and left out where what is known fits.
   */
  readonly shortfall?: number
  /** Those that can grow most, the largest first. */
  readonly largest: readonly GrowingDisk[]
  /** Disks that are larger than the whole file system, the largest first. */
  readonly impossible: readonly GrowingDisk[]
  /** Left out where the size of the file system is not known. */
  readonly impossibleCount?: number
  /** Disks of which nobody knows how large they may become. */
  readonly unknownDisks: number
  /** Instances that may have disks which nobody saw. */
  readonly incompleteInstances: number
  /** Disks whose file is another disk that is counted; left out where there are none. */
  readonly repeatedDisks?: number
  /** Where disks lie that no file here tells of, and that no number here counts; left out where there are none. */
  readonly elsewhere?: readonly DiskStore[]
}

/** Whether disks that no number here counts, or that nobody saw, may grow as well. */
export function isNeedAtLeast(growth: Growth): boolean {
  const { isUnread = false, unknownDisks, incompleteInstances, elsewhere } = growth
  return isUnread || unknownDisks + incompleteInstances > 0 || elsewhere !== undefined
}

export function growthOf(
  rows: readonly InstanceRow[],
  space: SpaceOfHost,
  repeated: RepeatedDisks,
  config?: NovaConfig,
): Growth {
  const fileSystem = knownSpace(space)
  const live = rows.filter(isLive)
  const sums = new GrowthSums(repeated, fileSystem?.total)
  for (const row of live) sums.add(row)
  const { need, largest, impossible, unknownDisks, incompleteInstances, repeatedDisks } = sums
  const elsewhere = diskStores(live, config)
  const unknown = {
    unknownDisks,
    incompleteInstances,
    ...(isUnread(space) && { isUnread: true as const }),
    ...(elsewhere.length > 0 && { elsewhere }),
  }
  return {
    need,
    ...roomFor(need, space, unknown),
    largest,
    impossible: impossible.toSorted((a, b) => b.virtual - a.virtual).slice(0, NAMED),
    ...(fileSystem !== undefined && { impossibleCount: impossible.length }),
    ...unknown,
    ...(repeatedDisks > 0 && { repeatedDisks }),
  }
}

/** What is free for the growth, and what lacks: what is not known may be more than what is free. */
export function roomFor(
  need: number,
  space: SpaceOfHost,
  unseen: Pick<Growth, 'unknownDisks' | 'incompleteInstances' | 'isUnread' | 'elsewhere'>,
): Pick<Growth, 'available' | 'shortfall' | 'unknown'> {
  if (space.kind === 'unknown') return { unknown: space.why }
  const { available } = space.fileSystem
  const shortfall = Math.max(0, need - available)
  const { unknownDisks, incompleteInstances, elsewhere } = unseen
  const isSeen = unknownDisks + incompleteInstances === 0 && unseen.isUnread !== true
  const isWhole = isSeen && elsewhere === undefined
  return shortfall === 0 && !isWhole ? { available } : { available, shortfall }
}
