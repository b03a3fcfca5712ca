import type { ImageSummary } from '../../formats/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from '../rows/rows.ts'
import { ifCounted, knownSizes, knownSizesOfDisk } from './known-allocated.ts'

/** Why a size is not known. */
export type WhyUnknown =
  | 'not-seen'
  | 'not-read'
  | 'not-probed'
  | 'header'
  | 'format'
  | 'too-large'
  | 'blocks'
  | 'incomplete'
  | 'unread-below'
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

function whyInImage({ fault, uncountedSize }: ImageSummary): WhyUnknown {
  if (uncountedSize !== undefined) return 'too-large'
  return fault === undefined ? 'format' : 'header'
}

/** Why nobody knows the virtual size of a base or of a stored image; undefined where it is known. */
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

/**
 * Why it is not known what an instance costs, or its part of what it shares; undefined where it is. What is
 * its own comes before what others may have of it.
 */
export function whyNoSizes(row: InstanceRow): WhyUnknown | undefined {
  if (knownSizes(row)?.amortised !== undefined) return undefined
  const { disks, incomplete, isShareOpen } = row
  const own = disks.map(whyNotFollowed).find((why) => why !== undefined)
  if (own !== undefined) return own
  if (incomplete !== undefined) return 'incomplete'
  if (isShareOpen === true) return 'unread-users'
  return disks.map(whyNotAllocated).find((why) => why !== undefined) ?? notCounted(row)
}

/** What it stands on is made up, where nothing of its own is. */
function notCounted({ sizes }: Pick<InstanceRow | DiskCell, 'sizes'>): WhyUnknown {
  return sizes === undefined ? 'not-counted' : 'blocks'
}

/** Why it is not known what a disk of an instance costs, or its part of what it shares; undefined where it is. */
export function whyNoSizesOfDisk(row: InstanceRow, disk: DiskCell): WhyUnknown | undefined {
  if (knownSizesOfDisk(disk)?.amortised !== undefined) return undefined
  const own = whyNotFollowed(disk) ?? whyNotAllocated(disk)
  return own ?? (row.isShareOpen === true ? 'unread-users' : notCounted(disk))
}

/** Why nobody can tell what a disk stands on: itself, or an image below it, could not be read. */
function whyNotFollowed({ chain, whyNoVirtual }: DiskCell): WhyUnknown | undefined {
  return chain === 'unreadable' ? (whyNoVirtual ?? 'unread-below') : undefined
}
