import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { decodeText } from '../../bytes/text.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'
import { MAX_DESCRIPTOR_SIZE, parseDescriptor } from './descriptor.ts'
import type { VmdkDescriptor, VmdkDetails, VmdkSparseHeader } from './types.ts'

/** `KDMV`: a hosted sparse extent. */
export const VMDK4_MAGIC = 0x4b444d56
/** `COWD`: an ESX copy-on-write extent. */
export const VMDK3_MAGIC = 0x434f5744
/** qemu's bound on a grain: 1 GiB. */
const MAX_GRAIN_SECTORS = 0x200000
const COMPRESSION_DEFLATE = 1

export interface Vmdk {
  readonly summary: ImageSummary
  readonly vmdk: VmdkDetails
}

/** A file that begins with a sparse extent header, its descriptor embedded. */
export function readSparseVmdk(window: HeadWindow): Vmdk {
  const sparse = readSparseHeader(window)
  const descriptor = readEmbeddedDescriptor(window, sparse)
  const clusterSize = sparse.grainSize
  const virtualSize = sparse.capacity * SECTOR_SIZE
  const backing = backingOf(descriptor)
  return {
    summary: { format: 'vmdk', virtualSize, clusterSize, ...backing },
    vmdk: { sparse, ...(descriptor !== undefined && { descriptor }) },
  }
}

function readSparseHeader(window: HeadWindow): VmdkSparseHeader {
  const cursor = new ByteCursor(window.head, 'vmdk')
  const version = cursor.seek(4).u32Le()
  if (version > 3) {
    const message = `Unsupported VMDK version ${version}`
    throw new FormatError('unsupported', 'vmdk.version', 4, '1 to 3', `${version}`, message)
  }
  const capacity = cursor.seek(12).safeU64Le('vmdk.capacity')
  const grainSectors = cursor.safeU64Le('vmdk.grain_size')
  if (grainSectors > MAX_GRAIN_SECTORS) {
    const message = 'Invalid granularity, image may be corrupt'
    throw new FormatError(
      'limit',
      'vmdk.grain_size',
      20,
      'at most 1 GiB',
      `${grainSectors} sectors`,
      message,
    )
  }
  const descriptorOffset = cursor.safeU64Le('vmdk.descriptor_offset')
  const descriptorSize = cursor.safeU64Le('vmdk.descriptor_size')
  const compressed = cursor.seek(77).u16Le() === COMPRESSION_DEFLATE
  return {
    version,
    capacity,
    grainSize: grainSectors * SECTOR_SIZE,
    compressed,
    descriptorOffset,
    descriptorSize,
  }
}

function readEmbeddedDescriptor(
  window: HeadWindow,
  { descriptorOffset, descriptorSize }: VmdkSparseHeader,
): VmdkDescriptor | undefined {
  if (descriptorOffset === 0) return undefined
  const offset = descriptorOffset * SECTOR_SIZE
  const length = Math.min(
    descriptorSize * SECTOR_SIZE,
    MAX_DESCRIPTOR_SIZE,
    window.source.size - offset,
  )
  if (length <= 0) return undefined
  return descriptorFrom(bytesAt(window, offset, length, 'vmdk.descriptor', MAX_DESCRIPTOR_SIZE))
}

function descriptorFrom(bytes: Uint8Array): VmdkDescriptor {
  const end = bytes.indexOf(0)
  return parseDescriptor(decodeText(end < 0 ? bytes : bytes.subarray(0, end)))
}

/** A file that is a text descriptor; its extents are other files. */
export function readDescriptorVmdk(window: HeadWindow): Vmdk {
  const length = Math.min(window.source.size, MAX_DESCRIPTOR_SIZE)
  const descriptor = descriptorFrom(
    bytesAt(window, 0, length, 'vmdk.descriptor', MAX_DESCRIPTOR_SIZE),
  )
  const sectors = descriptor.extents.reduce((sum, extent) => sum + extent.sectors, 0)
  const virtualSize = sectors * SECTOR_SIZE
  return {
    summary: {
      format: 'vmdk',
      ...(Number.isSafeInteger(virtualSize) && { virtualSize }),
      ...backingOf(descriptor),
    },
    vmdk: { descriptor },
  }
}

/** An ESX extent: its header has no descriptor. */
export function readCowdVmdk(window: HeadWindow): Vmdk {
  const cursor = new ByteCursor(window.head, 'vmdk')
  const sectors = cursor.seek(12).u32Le()
  const grainSectors = cursor.u32Le()
  const virtualSize = sectors * SECTOR_SIZE
  return {
    summary: { format: 'vmdk', virtualSize, clusterSize: grainSectors * SECTOR_SIZE },
    vmdk: {},
  }
}

/** A hint without a name is no parent; a parent is always another VMDK. */
function backingOf(descriptor: VmdkDescriptor | undefined): Pick<ImageSummary, 'backing'> {
  const name = descriptor?.parentFileNameHint
  return name === undefined || name === '' ? {} : { backing: { name, format: 'vmdk' } }
}
