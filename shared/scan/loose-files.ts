import type { ImageSummary } from '../formats/types.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { isTemporaryName } from '../nova/names.ts'
import type { UnitKind } from './scan-unit.ts'

/** What lies here may stand on a base: people keep copies of disks, and libvirt its snapshots. */
const PLACES: ReadonlySet<UnitKind> = new Set<UnitKind>(['instance', 'top', 'base'])
/** That a file has this role says nothing of what it holds. */
const LOOSE: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'unknown',
  'temporary',
  'lock',
  'lost+found',
])

/**
 * Whether a file may be an image that its name does not tell of: a snapshot of libvirt's or a copy
 * beside the disks may have any, and stands on a base that is missed when it goes.
 */
export function mayBeImage(kind: UnitKind, role: EntryRole, length: number): boolean {
  return length > 0 && LOOSE.has(role) && PLACES.has(kind)
}

/** Whether an image needs other files than itself. */
export function standsOnOthers({ backing, dataFile, extents }: ImageSummary): boolean {
  return backing !== undefined || dataFile !== undefined || extents !== undefined
}

/** Bytes: of Nova's tests one of fallocate is the longest (nova/virt/libvirt/imagebackend.py). */
const LONGEST_TEST = 1

/**
 * The role of such a file by what it holds, too: what is called like one of Nova's tests and is longer
 * is somebody's file, and a copy that a conversion makes of a disk stands on nothing.
 */
export function looseRole(
  role: EntryRole,
  name: string,
  length: number,
  image: ImageSummary | undefined,
): EntryRole {
  if (role !== 'temporary') return role
  const isNovas = isTemporaryName(name)
    ? length <= LONGEST_TEST
    : image === undefined || !standsOnOthers(image)
  return isNovas ? role : 'unknown'
}
