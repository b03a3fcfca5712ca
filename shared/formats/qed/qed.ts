import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { BackingReference, ImageFlag, ImageSummary } from '../types.ts'

/** `QED\0`. */
export const QED_MAGIC = 0x51454400
const FEATURE_BACKING_FILE = 1n
const FEATURE_NEED_CHECK = 2n
const FEATURE_BACKING_FORMAT_NO_PROBE = 4n
const FEATURES_KNOWN = 7n
const MIN_CLUSTER_SIZE = 4096
const MAX_CLUSTER_SIZE = 64 * 1024 * 1024
const MAX_BACKING_NAME_SIZE = 1023

/** Reads a QED header (qed_spec.txt, little-endian). */
export function readQed(window: HeadWindow): ImageSummary {
  const cursor = new ByteCursor(window.head, 'qed')
  const clusterSize = cursor.seek(4).u32Le()
  const features = cursor.seek(16).u64Le()
  const size = cursor.seek(48).safeU64Le('qed.image_size')
  const unknown = features & ~FEATURES_KNOWN
  if (unknown !== 0n) {
    const message = `Unsupported QED features: ${unknown.toString(16)}`
    throw new FormatError('unsupported', 'qed.features', 16, 'bits 0 to 2', `${features}`, message)
  }
  checkClusterSize(clusterSize)
  const backing = readBacking(window, cursor, features)
  const flags: readonly ImageFlag[] = ['dirty']
  return {
    format: 'qed',
    virtualSize: size - (size % SECTOR_SIZE),
    clusterSize,
    ...(backing !== undefined && { backing }),
    ...((features & FEATURE_NEED_CHECK) !== 0n && { flags }),
  }
}

function checkClusterSize(size: number): void {
  const powerOfTwo = Number.isInteger(Math.log2(size))
  if (powerOfTwo && size >= MIN_CLUSTER_SIZE && size <= MAX_CLUSTER_SIZE) return
  const expected = 'a power of two from 4 KiB to 64 MiB'
  throw new FormatError('invalid', 'qed.cluster_size', 4, expected, `${size}`)
}

/** `cursor` stands after the image size. */
function readBacking(
  window: HeadWindow,
  cursor: ByteCursor,
  features: bigint,
): BackingReference | undefined {
  if ((features & FEATURE_BACKING_FILE) === 0n) return undefined
  const offset = cursor.u32Le()
  const size = cursor.u32Le()
  const bytes = bytesAt(window, offset, size, 'qed.backing_filename', MAX_BACKING_NAME_SIZE)
  const name = new ByteCursor(bytes, 'qed.backing_filename', offset).cString(size)
  if (name === '') return undefined
  const raw = (features & FEATURE_BACKING_FORMAT_NO_PROBE) !== 0n
  return raw ? { name, format: 'raw' } : { name }
}
