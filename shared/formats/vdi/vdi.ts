import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'

export const VDI_SIGNATURE_OFFSET = 0x40
export const VDI_SIGNATURE = 0xbeda107f
const VERSION_1_1 = 0x00010001
const BLOCK_SIZE = 1024 * 1024

/** Reads a VirtualBox image header (little-endian, after 64 bytes of text). */
export function readVdi(window: HeadWindow): ImageSummary {
  const cursor = new ByteCursor(window.head, 'vdi')
  const version = cursor.seek(VDI_SIGNATURE_OFFSET + 4).u32Le()
  if (version !== VERSION_1_1) {
    const found = `${version >>> 16}.${version & 0xffff}`
    const message = `unsupported VDI image (version ${found})`
    throw new FormatError('unsupported', 'vdi.version', 0x44, '1.1', found, message)
  }
  const virtualSize = roundUp(cursor.seek(0x170).safeU64Le('vdi.disk_size'), SECTOR_SIZE)
  const clusterSize = cursor.u32Le()
  if (clusterSize !== BLOCK_SIZE) {
    const message = `unsupported VDI image (block size ${clusterSize} is not ${BLOCK_SIZE})`
    throw new FormatError(
      'unsupported',
      'vdi.block_size',
      0x178,
      `${BLOCK_SIZE}`,
      `${clusterSize}`,
      message,
    )
  }
  return { format: 'vdi', virtualSize, clusterSize }
}
