import { ByteCursor } from '../../bytes/cursor.ts'
import type { Fault } from '../../bytes/errors.ts'
import { guidText, NIL_GUID } from '../../bytes/guid.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { BackingReference, ImageSummary } from '../types.ts'
import { layoutFault, linkFault, sizeFault } from './rules.ts'
import type { VdiDetails } from './types.ts'

export const VDI_SIGNATURE_OFFSET = 0x40
export const VDI_SIGNATURE = 0xbeda107f
const IMAGE_TYPES: Readonly<Record<number, VdiDetails['imageType']>> = {
  1: 'dynamic',
  2: 'static',
  3: 'undo',
  4: 'differencing',
}

export interface Vdi {
  readonly summary: ImageSummary & { readonly virtualSize: number }
  readonly vdi: VdiDetails
  /** For what the guest's disk cannot be read; an image on a parent can, and is refused by qemu. */
  readonly broken?: Fault
}

/** Reads a VirtualBox image header (little-endian, after 64 bytes of text). */
export function readVdi(window: HeadWindow): Vdi {
  const cursor = new ByteCursor(window.head, 'vdi')
  const vdi = readFields(cursor)
  const diskSize = cursor.seek(0x170).safeU64Le('vdi.disk_size')
  const virtualSize = roundUp(diskSize, SECTOR_SIZE)
  const broken = sizeFault(diskSize) ?? layoutFault(vdi, virtualSize)
  const fault = broken ?? linkFault(vdi)
  const { blockSize, uuid, parentUuid } = vdi
  return {
    summary: {
      format: 'vdi',
      virtualSize,
      clusterSize: blockSize,
      identity: uuid,
      ...(parentUuid !== undefined && { backing: parentOf(parentUuid) }),
      ...(fault !== undefined && { fault }),
    },
    vdi,
    ...(broken !== undefined && { broken }),
  }
}

/** The UUID is all that is known of a parent, and what people look for it by. */
function parentOf(uuid: string): BackingReference {
  return { name: uuid, format: 'vdi', identity: uuid }
}

function readFields(cursor: ByteCursor): VdiDetails {
  const minor = cursor.seek(VDI_SIGNATURE_OFFSET + 4).u16Le()
  const version = `${cursor.u16Le()}.${minor}`
  const imageType = IMAGE_TYPES[cursor.seek(0x4c).u32Le()] ?? 'unknown'
  const description = cursor.seek(0x54).cString(256)
  const mapOffset = cursor.u32Le()
  const dataOffset = cursor.u32Le()
  const sectorSize = cursor.seek(0x168).u32Le()
  const blockSize = cursor.seek(0x178).u32Le()
  const blockCount = cursor.seek(0x180).u32Le()
  const allocatedBlocks = cursor.u32Le()
  const [uuid, modificationUuid, parentUuid, parentModificationUuid] = [1, 2, 3, 4].map(() =>
    guidText(cursor.borrowBytes(16)),
  )
  return {
    version,
    imageType,
    description,
    mapOffset,
    dataOffset,
    sectorSize,
    blockSize,
    blockCount,
    allocatedBlocks,
    uuid: uuid ?? NIL_GUID,
    modificationUuid: modificationUuid ?? NIL_GUID,
    ...(isSet(parentUuid) && { parentUuid }),
    ...(isSet(parentModificationUuid) && { parentModificationUuid }),
  }
}

function isSet(uuid: string | undefined): uuid is string {
  return uuid !== undefined && uuid !== NIL_GUID
}
