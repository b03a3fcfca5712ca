import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { decodeText } from '../../bytes/text.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { ImageSummary } from '../types.ts'
import { descriptorFault, identityFault } from './check-descriptor.ts'
import { MAX_DESCRIPTOR_SIZE, parseDescriptor } from './descriptor.ts'
import { extentNames } from './extent-name.ts'
import { checkCowd } from './rules.ts'
import { readSparseHeader } from './sparse-header.ts'
import type { VmdkCowdHeader, VmdkDescriptor, VmdkDetails } from './types.ts'

export { VMDK4_MAGIC } from './sparse-header.ts'
/** `COWD`: an ESX copy-on-write extent. */
export const VMDK3_MAGIC = 0x434f5744
const DESCRIPTOR_OFFSET = SECTOR_SIZE
/** Of which qemu knows. */
const DESCRIPTOR_SIZE = 20 * SECTOR_SIZE
/** What a disk without a parent has for its parent's content id. */
const NO_PARENT = 0xffffffff

export interface Vmdk {
  readonly summary: ImageSummary
  readonly vmdk: VmdkDetails
}

/**
 * A file that begins with a sparse extent header, its descriptor embedded. A header without a
 * capacity holds nothing but the descriptor of other files.
 */
export function readSparseVmdk(window: HeadWindow): Vmdk {
  const cursor = new ByteCursor(window.head, 'vmdk')
  const capacity = cursor.seek(12).u64Le()
  const offset = cursor.seek(28).safeU64Le('vmdk.descriptor_offset') * SECTOR_SIZE
  const size = cursor.safeU64Le('vmdk.descriptor_size') * SECTOR_SIZE
  if (capacity === 0n && offset !== 0) return fromDescriptor(textAt(window, offset, size), offset)
  const sparse = readSparseHeader(window)
  // Wherever the header says that it is, qemu looks for it in twenty sectors behind the header.
  const isThere = offset === DESCRIPTOR_OFFSET
  const length = isThere ? Math.max(size, DESCRIPTOR_SIZE) : DESCRIPTOR_SIZE
  const text = textAt(window, DESCRIPTOR_OFFSET, length)
  const descriptor = parseDescriptor(text)
  const summary = { format: 'vmdk', virtualSize: bytesOf(sparse.capacity, 12) } as const
  if (!saysAnything(descriptor)) {
    return { summary: { ...summary, clusterSize: sparse.grainSize }, vmdk: { sparse } }
  }
  const fault = identityFault(text, DESCRIPTOR_OFFSET)
  const identity = { ...identityOf(descriptor), ...(fault !== undefined && { fault }) }
  const vmdk = { sparse, descriptor }
  return { summary: { ...summary, clusterSize: sparse.grainSize, ...identity }, vmdk }
}

/** Extents of a split disk have no descriptor: what is in its place is no text. */
function saysAnything({ cid, createType, extents }: VmdkDescriptor): boolean {
  return cid !== undefined || createType !== undefined || extents.length > 0
}

function bytesOf(sectors: number, offset: number): number {
  const bytes = sectors * SECTOR_SIZE
  if (Number.isSafeInteger(bytes)) return bytes
  const found = says('{{n}} sectors', { n: sectors })
  throw new FormatError('limit', 'vmdk.capacity', offset, says('at most 2^53 bytes'), found)
}

/** As much of the descriptor as the file has. */
function textAt(window: HeadWindow, offset: number, size: number): string {
  const length = Math.max(Math.min(size, MAX_DESCRIPTOR_SIZE, window.source.size - offset), 0)
  const bytes = bytesAt(window, offset, length, 'vmdk.descriptor', MAX_DESCRIPTOR_SIZE)
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end))
}

/** A file that is a text descriptor; its extents are other files. */
export function readDescriptorVmdk(window: HeadWindow): Vmdk {
  return fromDescriptor(textAt(window, 0, window.source.size), 0)
}

/** A text that begins at `offset` of the file. */
function fromDescriptor(text: string, offset: number): Vmdk {
  const descriptor = parseDescriptor(text)
  const sectors = descriptor.extents.reduce((sum, extent) => sum + extent.sectors, 0)
  const fault = descriptorFault(text, offset, sectors)
  const virtualSize = sectors * SECTOR_SIZE
  const { beside, elsewhere, hasMore } = extentNames(descriptor)
  return {
    summary: {
      format: 'vmdk',
      ...(sectors > 0 && Number.isSafeInteger(virtualSize) && { virtualSize }),
      ...(beside.length > 0 && { extents: beside }),
      ...(elsewhere.length > 0 && { extentsElsewhere: elsewhere }),
      ...(hasMore && { hasMoreExtents: true }),
      ...(fault !== undefined && { fault }),
      ...identityOf(descriptor),
    },
    vmdk: { descriptor },
  }
}

/** An ESX extent: its header has no descriptor. */
export function readCowdVmdk(window: HeadWindow): Vmdk {
  const cowd = readCowdHeader(window)
  checkCowd(cowd)
  const virtualSize = cowd.capacity * SECTOR_SIZE
  const summary = { format: 'vmdk', virtualSize, clusterSize: cowd.grainSize } as const
  return { summary, vmdk: { cowd } }
}

function readCowdHeader(window: HeadWindow): VmdkCowdHeader {
  const cursor = new ByteCursor(window.head, 'vmdk')
  const version = cursor.seek(4).u32Le()
  const capacity = cursor.skip(4).u32Le()
  const grainSize = cursor.u32Le() * SECTOR_SIZE
  const directoryOffset = cursor.u32Le() * SECTOR_SIZE
  const directoryEntries = cursor.u32Le()
  return { version, capacity, grainSize, directoryOffset, directoryEntries }
}

/** A hint without a name is no parent; a parent is always another VMDK. */
function identityOf({
  cid,
  parentCid,
  parentFileNameHint: name,
}: VmdkDescriptor): Pick<ImageSummary, 'backing' | 'identity'> {
  const identity = cid === undefined ? {} : { identity: cidText(cid) }
  if (name === undefined || name === '') return identity
  const hasParent = parentCid !== undefined && parentCid !== NO_PARENT
  const parent = hasParent ? { identity: cidText(parentCid) } : {}
  return { ...identity, backing: { name, format: 'vmdk', ...parent } }
}

/** Eight digits, as a descriptor has them. */
function cidText(cid: number): string {
  return cid.toString(16).padStart(8, '0')
}
