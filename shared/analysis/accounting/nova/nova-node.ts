import type { TreePath } from '../../../files/tree.ts'
import type { NovaConfig } from '../../../nova/conf.ts'
import { imageBackendOf } from '../../../nova/image-backends.ts'
import { knownSpace, type SpaceOfHost } from '../../hosts/space-of-host.ts'
import type { AllocatedByKind } from '../../model.ts'
import { type NovaDomains, type NovaSum, novaSum } from './nova-sum.ts'
import { type PlacementDisk, placementDisk } from './placement.ts'

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
  /** Other hosts share the storage, and no domain XML tells which instances are this one's. */
  | 'shared'
  /** A disk that a domain names lies outside of what was opened. */
  | 'outside'
  /** Of the host only its instances_path was opened, which may be a copy: as of `SpaceUnknown`. */
  | 'no-host'
  /** The instances_path is empty although libvirt has instances: as of `SpaceUnknown`. */
  | 'unmounted'
  /** There is none: qemu-img refuses a disk, at which Nova's pass fails (`InvalidDiskInfo`). */
  | 'refused'

/** The sums that Nova reports for the disks of a host. Bytes. */
export interface NovaNumbers {
  /** By what the disks are told: all domains of the host, or what folders of instances hold. */
  readonly from: 'domains' | 'folders'
  /** Instances and disks that are in the sums. */
  readonly instances: number
  readonly disks: number
  /** Domains that Nova leaves out whole, because a disk of theirs is missing. */
  readonly skippedInstances: number
  /** Disks that qemu-img refuses; with one of them Nova reports nothing new of the host. */
  readonly refusedDisks: number
  /** The first of them. */
  readonly refusedDisk?: TreePath
  /** Files of disks in folders of instances that no domain XML names. */
  readonly unnamedDisks: number
  /** Sum of `over_committed_disk_size`; undefined where that of one disk is not known. */
  readonly overCommitted?: number
  /** `f_bavail * f_frsize` of instances_path. */
  readonly free?: number
  /** `disk_available_least`: free - over-committed, which may be below zero. */
  readonly availableLeast?: number
  /** The same as the database keeps it: whole GiB, towards zero. Absent where folders stand for domains. */
  readonly availableLeastGib?: number
  readonly unknown?: NovaUnknown
  readonly reserved: NovaReserved
  readonly placement: PlacementDisk
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
  /** The same where other hosts share the storage: their domains may be there. */
  readonly otherHosts: number
  /** Disks of domains that are left out whole. */
  readonly skipped: number
  /** Files of disks that no domain XML names. */
  readonly unnamed: number
  /** `_resize` and `_del` folders, snapshots, downloads that were broken off. */
  readonly leftovers: number
  /** Locks and what else lies there. */
  readonly other: number
}

export interface NovaFacts {
  readonly domains: NovaDomains
  readonly byKind: AllocatedByKind
  readonly space: SpaceOfHost
  readonly config: NovaConfig | undefined
  /** Bytes that `get_disk_usage` finds: regular files directly in the cache, on the same device. */
  readonly cacheUsage: number
  readonly complete: boolean
  /** Configuration of Nova that may be there could not be read. */
  readonly isConfigShut: boolean
  /** As of `PlacementDisk`. */
  readonly isHostSeen: boolean
}

/** Nova's sums, over the domains of this host as far as they are known. */
export function novaNumbers(facts: NovaFacts): NovaNumbers {
  const sum = novaSum(facts.domains)
  const { instances, disks, skippedInstances, refusedDisks, refusedDisk, unnamedDisks } = sum
  const reserved = reservedOf(facts)
  const isElsewhere = hasOtherStorage(facts.config)
  return {
    from: facts.domains.complete ? 'domains' : 'folders',
    instances,
    disks,
    skippedInstances,
    refusedDisks,
    ...(refusedDisk !== undefined && { refusedDisk }),
    unnamedDisks,
    ...available(facts, sum),
    reserved,
    placement: placementDisk({
      ...facts,
      fileSystem: knownSpace(facts.space),
      reservedGib: reserved.hostGib + reserved.cacheGib,
      isElsewhere,
    }),
    leftOut: {
      imageCache: facts.byKind.bases,
      orphans: sum.orphans,
      otherHosts: sum.otherHosts,
      skipped: sum.skipped,
      unnamed: sum.unnamed,
      leftovers: facts.byKind.leftovers,
      other: facts.byKind.other,
    },
  }
}

type Available = Pick<
  NovaNumbers,
  'overCommitted' | 'free' | 'availableLeast' | 'availableLeastGib' | 'unknown'
>

function available(facts: NovaFacts, sum: NovaSum): Available {
  const { space } = facts
  const free = knownSpace(space)?.available
  const unknown = whyUnknown(facts, sum)
  const ofHost = free === undefined ? {} : { free }
  if (unknown !== undefined) return { ...ofHost, unknown }
  const { overCommitted } = sum
  if (!facts.complete) return { overCommitted, ...ofHost, unknown: 'incomplete' }
  const whyNoSpace = space.kind === 'unknown' ? space.why : undefined
  if (whyNoSpace === 'no-host') return { overCommitted, unknown: whyNoSpace }
  if (hasOtherStorage(facts.config)) return { overCommitted, unknown: 'other-storage' }
  if (free === undefined) return { overCommitted, unknown: 'no-file-system' }
  const availableLeast = free - overCommitted
  // Folders that no domain has are in it, and Nova goes by domains: what it keeps is not known.
  if (!facts.domains.complete) return { overCommitted, free, availableLeast }
  // ComputeNode.disk_available_least is an integer field: int() of Python cuts towards zero.
  const availableLeastGib = Math.trunc(availableLeast / GiB) + 0
  return { overCommitted, free, availableLeast, availableLeastGib }
}

/** Why not even the sum over the disks is known. */
function whyUnknown({ domains, space }: NovaFacts, sum: NovaSum): NovaUnknown | undefined {
  if (space.kind === 'unknown' && space.why === 'unmounted') return 'unmounted'
  if (domains.shared && !domains.complete) return 'shared'
  // Whatever else there is: the pass fails at it.
  if (sum.refusedDisks > 0) return 'refused'
  if (sum.hasUnknown) return 'incomplete'
  return sum.hasOutside ? 'outside' : undefined
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
