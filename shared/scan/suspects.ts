import { hasOwnTable } from '../formats/partition/cut.ts'
import type { ImageFlag, ImageSummary } from '../formats/types.ts'
import type { ImageRole, VerdictContext } from '../formats/verdict/types.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { MIB } from '../values/sizes.ts'
import { mayTake } from './allocated-from.ts'
import { nameInFolder } from './entry.ts'
import type { ScannedEntry } from './model.ts'
import { isPartOfImage } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'

/** Flags that any sound image may bear. */
const HARMLESS: readonly ImageFlag[] = ['extended-l2']
/** What the disks of instances are: qcow2, or data that is the guest's own. */
const USUAL: ReadonlySet<string> = new Set(['qcow2', 'raw', 'iso', 'gpt', 'mbr', 'luks'])
/** From here on a disk is larger than what one file system of a compute node usually has free. */
const HUGE = 2 ** 40

/**
 * The context in which an image gets a verdict of its own, for which its whole header is read; undefined
 * for the ordinary disks of instances, of which there are tens of thousands. Images in Glance and in the
 * image cache are few and always get one: every instance stands on them.
 */
export function suspicion(
  unit: ScanUnit,
  entry: ScannedEntry,
  diskInfo: Readonly<Record<string, string>> | undefined,
): VerdictContext | undefined {
  const { image } = entry
  if (image === undefined || entry.fault !== undefined) return undefined
  // A part of a disk is judged with the image that names it.
  if (isPartOfImage(entry.role)) return undefined
  const role = roleOf(unit, entry)
  const allocated = mayTake(entry)
  const name = nameInFolder(entry)
  const declared =
    diskInfo !== undefined && Object.hasOwn(diskInfo, name) ? diskInfo[name] : undefined
  if (role === 'disk' && !isSuspect(image, allocated, declared)) return undefined
  return { role, allocated, ...(declared !== undefined && { declaredFormat: declared }) }
}

/** What is written to in these places: a download, a conversion, an upload, an image being taken. */
const UNFINISHED: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'glance-cache.incomplete',
  'glance-staging',
  'snapshot',
  'temporary',
])

/** Whether a file is named as one that is not all there yet, so that nothing is missing of it. */
export function isUnfinished({ role, base }: ScannedEntry): boolean {
  return UNFINISHED.has(role) || base?.kind === 'part' || base?.kind === 'converted'
}

/** Bytes from which on the end of every qcow2 is looked at. */
export const LOOKED_AT_FROM = MIB
/** Clusters of an image that has nothing but its header and three tables. */
const EMPTY = 4

/**
 * Whether the end of an image is worth a look: of raw data always where a table of partitions tells it. Of
 * qcow2, disks of instances that hardly have more than tables are passed over, of which a node has tens of
 * thousands, unless they end in the middle of a cluster, or with less than their first tables other than
 * QEMU made them; of other places none that has more.
 */
export function mayEndShort(unit: ScanUnit, entry: ScannedEntry): boolean {
  const { image, length, fault } = entry
  if (image === undefined || image.fault !== undefined || fault !== undefined) return false
  if (isUnfinished(entry)) return false
  if (hasOwnTable(image.format)) return !isPartOfImage(entry.role)
  if (image.format !== 'qcow2') return false
  const { clusterSize = MIB } = image
  if (length >= LOOKED_AT_FROM) return true
  if (length <= EMPTY * clusterSize) return length !== lengthWhenMade(image, clusterSize)
  return unit.kind !== 'instance' || length % clusterSize !== 0
}

/** Bytes of a disk that nobody has written to: the header, a table and a block of refcounts, an L1 table. */
function lengthWhenMade({ virtualSize = 0, flags }: ImageSummary, clusterSize: number): number {
  const l2Entry = flags?.includes('extended-l2') ? 16 : 8
  return 3 * clusterSize + 8 * Math.ceil(virtualSize / (clusterSize * (clusterSize / l2Entry)))
}

/** An image of Glance's is one on its way in, and in the cache of a store that is elsewhere, too. */
const OF_GLANCE: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'glance-image',
  'glance-cache',
  'glance-cache.incomplete',
  'glance-cache.invalid',
  'glance-staging',
])

function roleOf(unit: ScanUnit, { role, base }: ScannedEntry): ImageRole {
  if (unit.kind === 'base' && base?.kind !== 'part' && base?.kind !== 'converted') return 'base'
  return unit.kind === 'glance' && OF_GLANCE.has(role) ? 'image' : 'disk'
}

function isSuspect(image: ImageSummary, allocated: number, declared: string | undefined): boolean {
  const { format, uncountedSize = 0, virtualSize = uncountedSize, fault } = image
  if (fault !== undefined || !USUAL.has(format)) return true
  if (declared === 'raw' && format === 'qcow2') return true
  if (virtualSize >= HUGE && virtualSize >= 1000 * allocated) return true
  if (image.flags?.some((flag) => !HARMLESS.includes(flag))) return true
  if (image.unusedDataFile !== undefined) return true
  return (
    image.dataFile !== undefined || image.encryption === 'aes' || image.snapshotCount !== undefined
  )
}
