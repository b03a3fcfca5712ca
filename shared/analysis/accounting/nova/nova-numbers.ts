import type { TreePath } from '../../../files/tree.ts'
import type { PlacementDisk } from './placement.ts'

/** Why a number of Nova's cannot be told from files. */
export type NovaUnknown =
  /** The size of the file system is not known. */
  | 'no-file-system'
  /** The free space that Nova counts with is a volume group's or a Ceph pool's. */
  | 'other-storage'
  /** A disk's virtual size is not known, or not everything was read. */
  | 'incomplete'
  /** Of a disk nobody knows what it takes: the file system makes that up. */
  | 'blocks'
  /** Other hosts share the storage, and no domain XML tells which instances are this one's. */
  | 'shared'
  /** A disk that a domain names lies outside of what was opened. */
  | 'outside'
  /** Of the host only its instances_path was opened, which may be a copy: as of `SpaceUnknown`. */
  | 'no-host'
  /** The instances_path is empty although libvirt has instances: as of `SpaceUnknown`. */
  | 'unmounted'
  /** The instances_path could not be read: as of `SpaceUnknown`. */
  | 'unread'
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
  /** `availableLeast` as the database keeps it: whole GiB, towards zero. Absent where folders stand for domains. */
  readonly availableLeastGib?: number
  readonly unknown?: NovaUnknown
  /** What is known all the same, where something of the disks is `incomplete` or `outside`. */
  readonly bound?: NovaBound
  readonly reserved: NovaReserved
  readonly placement: PlacementDisk
  readonly leftOut: NovaLeftOut
}

/** Of domains alone: folders that stand for them may be none of Nova's, and make a sum too large. Bytes. */
export interface NovaBound {
  /** The over-commit is at least so much. */
  readonly overCommitted: number
  /** `disk_available_least` is at most so much; left out where what is free is not known. */
  readonly availableLeast?: number
  /** Instances that are left out, as not all is known of their disks. */
  readonly unsummed: number
}

/** Whether Nova's instances and their disks could be counted, by what tells of them. */
export function areCounted({ unknown, from }: Pick<NovaNumbers, 'unknown' | 'from'>): boolean {
  return unknown !== 'unmounted' && (unknown !== 'unread' || from === 'domains')
}

/** Whether it is known what placement holds for them: domains tell it whatever is on the disks. */
export function areFlavorsKnown(nova: Pick<NovaNumbers, 'unknown' | 'from'>): boolean {
  return nova.from === 'domains' || areCounted(nova)
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
  /** Folders without a domain where other hosts share the storage, and may have the domains. */
  readonly otherHosts: number
  /** Disks of domains that are left out whole. */
  readonly skipped: number
  /** Files of disks that no domain XML names. */
  readonly unnamed: number
  /** `_resize` and `_del` folders, what was set aside, snapshots, downloads that were broken off. */
  readonly leftovers: number
  /** Locks and what else lies there. */
  readonly other: number
}
