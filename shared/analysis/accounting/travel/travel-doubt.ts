import type { InstanceRow } from '../../rows/rows.ts'
import { ifCounted } from '../../sizes/known-allocated.ts'
import type { BrokenDisk } from './broken-disk.ts'
import { isState } from './needed-files.ts'
import type { Travel } from './travel.ts'

/**
 * Why a sum over what travels is not known, the most serious first.
 *
 * - shut: nothing in the instance's folder was seen, so nothing of it is known.
 * - unread: a disk, or what it stands on, could not be read: what it needs is not known.
 * - refused: a disk names one of the host's own files, so that nobody knows what belongs to it.
 * - chain: a disk lacks what it stands on or has its data in.
 * - outside: a file that it needs lies outside of what was scanned.
 * - made-up: the file system does not tell what is allocated.
 * - folder: not all of the folder was seen: the sum is at least so much.
 * - unseen: neither were the firmware's variables or the state of the TPM, which are small.
 */
export type TravelDoubt =
  | 'shut'
  | 'unread'
  | 'refused'
  | 'chain'
  | 'outside'
  | 'made-up'
  | 'folder'
  | 'unseen'

/** Whether what is known is at least so much. */
export function isLeast(doubt: TravelDoubt | undefined): boolean {
  return doubt === 'folder' || doubt === 'unseen'
}

type Needs = Pick<Travel, 'broken' | 'needed'>
type Folder = Pick<InstanceRow, 'disks' | 'incomplete' | 'isUncounted'>

/** Of what is allocated by all that travels; undefined where that is known. */
export function togetherDoubt(row: Folder, travel: Needs): TravelDoubt | undefined {
  if (row.incomplete === 'shut') return 'shut'
  return needsDoubt(travel) ?? madeUpDoubt(travel.needed) ?? ownDoubt(row) ?? unseenDoubt(travel)
}

/** Of the lengths of the same files, which every file system tells. */
export function lengthDoubt({ incomplete }: Folder, travel: Needs): TravelDoubt | undefined {
  if (incomplete === 'shut') return 'shut'
  return needsDoubt(travel) ?? folderDoubt(incomplete) ?? unseenDoubt(travel)
}

/** Of what is allocated by all but its bases: of those nothing is asked. */
export function basesThereDoubt(row: Folder, travel: Needs): TravelDoubt | undefined {
  if (row.incomplete === 'shut') return 'shut'
  const needed = notCached(travel)
  return outsideDoubt(needed) ?? madeUpDoubt(needed) ?? ownDoubt(row) ?? unseenDoubt(travel)
}

/** Of the lengths of the same files. */
export function basesThereLengthDoubt(
  { incomplete }: Folder,
  travel: Needs,
): TravelDoubt | undefined {
  if (incomplete === 'shut') return 'shut'
  return outsideDoubt(notCached(travel)) ?? folderDoubt(incomplete) ?? unseenDoubt(travel)
}

/** Of what is allocated in the folder and by linked disks. */
function ownDoubt({ disks, incomplete, isUncounted }: Folder): TravelDoubt | undefined {
  if (isUncounted || ifCounted(disks, true) === undefined) return 'made-up'
  return folderDoubt(incomplete)
}

function madeUpDoubt(needed: Needs['needed']): TravelDoubt | undefined {
  return ifCounted(needed, true) === undefined ? 'made-up' : undefined
}

function folderDoubt(incomplete: Folder['incomplete']): TravelDoubt | undefined {
  return incomplete === undefined ? undefined : 'folder'
}

/** Of what flattened disks come to; what their tables tell is not asked here. */
export function flattenedDoubt(row: Folder, { broken }: Needs): TravelDoubt | undefined {
  if (row.incomplete === 'shut') return 'shut'
  return chainDoubt(broken) ?? (row.incomplete === undefined ? undefined : 'folder')
}

/** Whether it names a file of the host's own, which must not be copied along. */
export function isHostOwnNamed({ chain }: Pick<BrokenDisk, 'chain'>): boolean {
  return chain === 'refused'
}

/** Whether nobody could read what the disk needs, which may all be there. */
export function isUnread({ chain }: Pick<BrokenDisk, 'chain'>): boolean {
  return chain === 'unreadable'
}

function needsDoubt({ broken, needed }: Needs): TravelDoubt | undefined {
  return chainDoubt(broken) ?? outsideDoubt(needed)
}

function outsideDoubt(needed: Needs['needed']): TravelDoubt | undefined {
  const isOutside = needed.some((file) => file.allocated === undefined && !isState(file))
  return isOutside ? 'outside' : undefined
}

function unseenDoubt({ needed }: Pick<Needs, 'needed'>): TravelDoubt | undefined {
  return needed.some((file) => file.allocated === undefined && isState(file)) ? 'unseen' : undefined
}

function notCached({ needed }: Needs): Needs['needed'] {
  return needed.filter(({ cached }) => cached !== true)
}

function chainDoubt(broken: readonly BrokenDisk[]): TravelDoubt | undefined {
  if (broken.some(isUnread)) return 'unread'
  if (broken.some(isHostOwnNamed)) return 'refused'
  return broken.length > 0 ? 'chain' : undefined
}
