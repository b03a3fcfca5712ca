import type { ImageSummary } from '../../formats/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { ifCounted } from '../sizes/known-allocated.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from './rows.ts'

/** Why a size is not known. */
export type WhyUnknown =
  | 'not-seen'
  | 'not-read'
  | 'not-probed'
  | 'header'
  | 'format'
  | 'blocks'
  | 'incomplete'
  | 'unread-users'
  | 'not-counted'

/** Why nobody knows what a guest would see of an entry that no virtual size is known of. */
export function whyNoVirtual({
  image,
  fault,
  unseen,
}: Pick<ScannedEntry, 'image' | 'fault' | 'unseen'>): WhyUnknown {
  if (unseen === true) return 'not-seen'
  if (fault !== undefined) return 'not-read'
  return image === undefined ? 'not-probed' : whyInImage(image)
}

function whyInImage({ fault }: ImageSummary): WhyUnknown {
  return fault === undefined ? 'format' : 'header'
}

/** The same of a base or a stored image. */
export function whyNoVirtualOf(row: BaseRow | ImageRow): WhyUnknown | undefined {
  const { image, findings } = row
  if (image?.virtualSize !== undefined) return undefined
  if (image !== undefined) return whyInImage(image)
  return findings.some(({ code }) => code === 'unreadable') ? 'not-read' : 'not-probed'
}

type Allocated = Pick<DiskCell, 'allocated' | 'allocatedFrom'> & { readonly length?: number }

/** Why allocated bytes are not known. */
export function whyNotAllocated(file: Allocated): WhyUnknown | undefined {
  if (ifCounted([file], true) === true) return undefined
  return file.length === undefined ? 'not-seen' : 'blocks'
}

/** Why it is not known what an instance costs; `knownSizes` is undefined then. */
export function whyNoSizes(row: InstanceRow): WhyUnknown | undefined {
  const { disks, sizes, incomplete, isShareOpen } = row
  if (isShareOpen === true) return 'unread-users'
  if (sizes === undefined) return 'not-counted'
  if (incomplete !== undefined) return 'incomplete'
  return disks.map(whyNotAllocated).find((why) => why !== undefined)
}

/** Why it is not known what one of its disks costs. */
export function whyNoSizesOfDisk(row: InstanceRow, disk: DiskCell): WhyUnknown | undefined {
  if (row.isShareOpen === true) return 'unread-users'
  return disk.sizes === undefined ? 'not-counted' : whyNotAllocated(disk)
}
