import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'

const MAGIC = 'WithoutFreeSpace'
const MAGIC_EXTENDED = 'WithouFreSpacExt'
const VERSION = 2

/** Whether the bytes are a Parallels header of the one version that there is. */
export function isParallels(bytes: Uint8Array): boolean {
  if (bytes.length < 20) return false
  const cursor = new ByteCursor(bytes, 'parallels')
  const magic = cursor.text(16)
  return (magic === MAGIC || magic === MAGIC_EXTENDED) && cursor.u32Le() === VERSION
}

/** Reads a Parallels header (parallels.txt, little-endian). */
export function readParallels(window: HeadWindow): ImageSummary {
  const cursor = new ByteCursor(window.head, 'parallels')
  const extended = cursor.text(16) === MAGIC_EXTENDED
  const tracks = cursor.seek(28).u32Le()
  const sectors = cursor.seek(36).safeU64Le('parallels.nb_sectors')
  if (tracks === 0) {
    const message = 'Invalid image: Zero sectors per track'
    throw new FormatError('invalid', 'parallels.tracks', 28, 'at least 1', '0', message)
  }
  // Only the extended format has 64 bits for the number of sectors.
  const virtualSize = (extended ? sectors : sectors % 2 ** 32) * SECTOR_SIZE
  if (!Number.isSafeInteger(virtualSize)) {
    throw new FormatError('limit', 'parallels.nb_sectors', 36, 'at most 2^53 bytes', `${sectors}`)
  }
  return { format: 'parallels', virtualSize }
}
