import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { decodeText } from '../../bytes/text.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'
import { MAX_DESCRIPTOR_SIZE, parseDescriptor } from './descriptor.ts'
import { checkCowd } from './rules.ts'
import { readSparseHeader } from './sparse-header.ts'
import type { VmdkCowdHeader, VmdkDescriptor, VmdkDetails } from './types.ts'

export { VMDK4_MAGIC } from './sparse-header.ts'
/** `COWD`: an ESX copy-on-write extent. */
export const VMDK3_MAGIC = 0x434f5744
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
  const descriptor = readEmbeddedDescriptor(window, cursor)
  if (capacity === 0n && descriptor !== undefined) return fromDescriptor(descriptor)
  const sparse = readSparseHeader(window)
  const virtualSize = bytesOf(sparse.capacity, 12)
  return {
    summary: {
      format: 'vmdk',
      virtualSize,
      clusterSize: sparse.grainSize,
      ...identityOf(descriptor),
    },
    vmdk: { sparse, ...(descriptor !== undefined && { descriptor }) },
  }
}

function bytesOf(sectors: number, offset: number): number {
  const bytes = sectors * SECTOR_SIZE
  if (Number.isSafeInteger(bytes)) return bytes
  const found = `${sectors} sectors`
  throw new FormatError('limit', 'vmdk.capacity', offset, 'at most 2^53 bytes', found)
}

function readEmbeddedDescriptor(
  window: HeadWindow,
  cursor: ByteCursor,
): VmdkDescriptor | undefined {
  const offset = cursor.seek(28).safeU64Le('vmdk.descriptor_offset') * SECTOR_SIZE
  const size = cursor.safeU64Le('vmdk.descriptor_size') * SECTOR_SIZE
  const length = Math.min(size, MAX_DESCRIPTOR_SIZE, window.source.size - offset)
  if (offset === 0 || length <= 0) return undefined
  return descriptorFrom(bytesAt(window, offset, length, 'vmdk.descriptor', MAX_DESCRIPTOR_SIZE))
}

function descriptorFrom(bytes: Uint8Array): VmdkDescriptor {
  const end = bytes.indexOf(0)
  return parseDescriptor(decodeText(end < 0 ? bytes : bytes.subarray(0, end)))
}

/** A file that is a text descriptor; its extents are other files. */
export function readDescriptorVmdk(window: HeadWindow): Vmdk {
  const length = Math.min(window.source.size, MAX_DESCRIPTOR_SIZE)
  const bytes = bytesAt(window, 0, length, 'vmdk.descriptor', MAX_DESCRIPTOR_SIZE)
  return fromDescriptor(descriptorFrom(bytes))
}

function fromDescriptor(descriptor: VmdkDescriptor): Vmdk {
  const sectors = descriptor.extents.reduce((sum, extent) => sum + extent.sectors, 0)
  const virtualSize = sectors * SECTOR_SIZE
  return {
    summary: {
      format: 'vmdk',
      ...(Number.isSafeInteger(virtualSize) && { virtualSize }),
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
function identityOf(
  descriptor: VmdkDescriptor | undefined,
): Pick<ImageSummary, 'backing' | 'identity'> {
  if (descriptor === undefined) return {}
  const { cid, parentCid, parentFileNameHint: name } = descriptor
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
