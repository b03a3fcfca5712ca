import type { ImageSummary } from '../formats/types.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { isTemporaryName } from '../nova/names.ts'
import { nameInFolder } from './entry.ts'
import type { ScannedEntry } from './model.ts'
import { holdsImage } from './roles.ts'
import type { UnitKind } from './scan-unit.ts'

/** What lies here may stand on a base: people keep copies of disks, and libvirt its snapshots. */
const PLACES: ReadonlySet<UnitKind> = new Set<UnitKind>(['instance', 'top', 'base', 'snapshots'])
/** That a file has this role says nothing of what it holds. */
const LOOSE: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'unknown',
  'temporary',
  'lock',
  'lost+found',
])

/** By its name it is no image, so that nobody looks for one there: a log, a text, what boots. */
const NAMED_OTHERWISE: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'console.log',
  'disk.info',
  'libvirt.xml',
  'unrescue.xml',
  'compute_nodes',
  'kernel',
  'ramdisk',
  'rescue',
  'ploop.descriptor',
  'swtpm',
  // The checksum beside a base.
  'base',
])

/**
 * Whether a file may be an image that its name does not tell of: a snapshot of libvirt's or a copy
 * beside the disks may have any, and stands on a base that is missed when it goes.
 */
export function mayBeImage(kind: UnitKind, role: EntryRole, length: number): boolean {
  if (length === 0 || !PLACES.has(kind)) return false
  return LOOSE.has(role) || (NAMED_OTHERWISE.has(role) && length >= SMALLEST)
}

/**
 * Bytes: a header, an L1 table and the refcounts of clusters of 512 bytes are more. No other length
 * can be ruled out: a log goes on behind an image that is called as one, and a copy ends anywhere.
 */
const SMALLEST = 1024

/** Whether a file has another name than an image has, and yet is one that stands on others. */
export function isNamedOtherwise(entry: ScannedEntry): boolean {
  const { role, image } = entry
  if (image === undefined || !NAMED_OTHERWISE.has(role)) return false
  return !holdsImage(role, nameInFolder(entry)) && standsOnOthers(image)
}

/**
 * Whether by its name it is no image: its first bytes are enough to look at, and that they cannot be read
 * leaves nothing open, as logs are the host's own.
 */
export function isSeldomImage(role: EntryRole): boolean {
  return NAMED_OTHERWISE.has(role)
}

/** Whether an image needs other files than itself. */
export function standsOnOthers({ backing, dataFile, extents }: ImageSummary): boolean {
  return backing !== undefined || dataFile !== undefined || extents !== undefined
}

/** Bytes: of Nova's tests one of fallocate is the longest (nova/virt/libvirt/imagebackend.py). */
const LONGEST_TEST = 1

/**
 * The role of such a file by what it holds, too: what is called like one of Nova's locks or tests and is
 * longer is somebody's file, and a copy that a conversion makes of a disk stands on nothing.
 */
export function looseRole(
  role: EntryRole,
  name: string,
  length: number,
  image: ImageSummary | undefined,
): EntryRole {
  if (role === 'lock') return length === 0 ? role : 'unknown'
  if (role !== 'temporary') return role
  const isNovas = isTemporaryName(name)
    ? length <= LONGEST_TEST
    : image === undefined || !standsOnOthers(image)
  return isNovas ? role : 'unknown'
}
