import type { FileSystemStat } from '../../files/tree.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import { imageBackendOf } from '../../nova/image-backends.ts'
import type { AllocatedByKind, InstanceRow } from '../model.ts'
import { novaDisk } from './nova-disk.ts'

const GiB = 1024 ** 3
const MiB = 1024 ** 2

/** Why a number of Nova's cannot be told from files. */
export type NovaUnknown =
  /** The size of the file system is not known. */
  | 'no-file-system'
  /** The free space that Nova counts with is a volume group's or a Ceph pool's. */
  | 'other-storage'
  /** A disk's virtual size is not known, or not everything was read. */
  | 'incomplete'

/** The sums that Nova reports for the disks of a host. Bytes. */
export interface NovaNumbers {
  /** Instances and disks that are in the sums. */
  readonly instances: number
  readonly disks: number
  /** Sum of `over_committed_disk_size`; undefined with `incomplete`. */
  readonly overCommitted?: number
  /** `f_bavail * f_frsize` of instances_path. */
  readonly free?: number
  /** `disk_available_least`: free - over-committed, which may be below zero. */
  readonly availableLeast?: number
  /** The same as the database keeps it: whole GiB, towards zero. */
  readonly availableLeastGib?: number
  readonly unknown?: NovaUnknown
  readonly reserved: NovaReserved
  readonly leftOut: NovaLeftOut
}

/** What is taken off before placement gives space away. Whole GiB, rounded up as Nova does. */
export interface NovaReserved {
  /** `reserved_host_disk_mb`. */
  readonly hostGib: number
  /** Of the image cache, when `reserve_disk_resource_for_image_cache` says so; else 0. */
  readonly cacheGib: number
  readonly cacheIsReserved: boolean
}

/** Allocated bytes that are in none of Nova's sums: all they do is to make `free` smaller. */
export interface NovaLeftOut {
  readonly imageCache: number
  /** Folders of instances that no domain belongs to. */
  readonly orphans: number
  /** `_resize` and `_del` folders, downloads that were broken off. */
  readonly leftovers: number
  /** Snapshots, locks and what else lies there. */
  readonly other: number
}

export interface NovaFacts {
  readonly rows: readonly InstanceRow[]
  readonly byKind: AllocatedByKind
  readonly fileSystem: FileSystemStat | undefined
  readonly config: NovaConfig | undefined
  /** Bytes that `get_disk_usage` finds: regular files directly in the cache, on the same device. */
  readonly cacheUsage: number
  readonly complete: boolean
}

/** Nova's sums, over the instances that are domains of this host as far as that is known. */
export function novaNumbers(facts: NovaFacts): NovaNumbers {
  const sum = sumOf(facts)
  return {
    instances: sum.instances,
    disks: sum.disks,
    ...available(facts, sum.hasUnknown ? undefined : sum.overCommitted),
    reserved: reservedOf(facts),
    leftOut: {
      imageCache: facts.byKind.bases,
      orphans: sum.orphans,
      leftovers: facts.byKind.leftovers,
      other: facts.byKind.other,
    },
  }
}

/** Whether a guest may run on it: what is left of a resize or a deletion is no instance. */
export function isLive({ kind }: InstanceRow): boolean {
  return kind === 'instance' || kind === 'legacy'
}

/** Goes through tens of thousands of disks once. */
function sumOf({ rows }: NovaFacts) {
  const sum = { instances: 0, disks: 0, overCommitted: 0, orphans: 0, hasUnknown: false }
  for (const row of rows) {
    if (!isLive(row)) continue
    if (row.orphan === true) {
      sum.orphans += row.allocated
      continue
    }
    sum.instances += 1
    sum.disks += row.disks.length
    for (const disk of row.disks) {
      const { overCommittedDiskSize } = novaDisk(disk)
      if (overCommittedDiskSize === undefined) sum.hasUnknown = true
      else sum.overCommitted += overCommittedDiskSize
    }
  }
  return sum
}

type Available = Pick<
  NovaNumbers,
  'overCommitted' | 'free' | 'availableLeast' | 'availableLeastGib' | 'unknown'
>

function available(facts: NovaFacts, overCommitted: number | undefined): Available {
  const free = facts.fileSystem?.available
  if (overCommitted === undefined || !facts.complete) {
    return {
      ...(overCommitted !== undefined && { overCommitted }),
      ...(free !== undefined && { free }),
      unknown: 'incomplete',
    }
  }
  if (hasOtherStorage(facts.config)) return { overCommitted, unknown: 'other-storage' }
  if (free === undefined) return { overCommitted, unknown: 'no-file-system' }
  const availableLeast = free - overCommitted
  // ComputeNode.disk_available_least is an integer field: int() of Python cuts towards zero.
  const availableLeastGib = Math.trunc(availableLeast / GiB) + 0
  return { overCommitted, free, availableLeast, availableLeastGib }
}

function hasOtherStorage(config: NovaConfig | undefined): boolean {
  if (config === undefined) return false
  const { name } = imageBackendOf(config.imagesType, config.useCowImages)
  return name === 'lvm' || name === 'rbd'
}

function reservedOf({ config, cacheUsage }: NovaFacts): NovaReserved {
  const cacheIsReserved = config?.reservesImageCache ?? false
  return {
    hostGib: Math.ceil((config?.reservedHostDiskMib ?? 0) / 1024),
    cacheGib: cacheIsReserved ? Math.ceil(cacheUsage / MiB / 1024) : 0,
    cacheIsReserved,
  }
}
