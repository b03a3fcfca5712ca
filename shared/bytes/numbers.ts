import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { says } from '../phrases/phrase.ts'
import { FormatError } from './errors.ts'

/**
 * The one conversion of a 64-bit value to a number. Throws `FormatError` (`limit`) above 2^53 - 1,
 * where numbers are no longer exact; no file is that long.
 */
export function safeNumber(value: bigint, what: FaultPlace, offset: number): number {
  if (value > 9007199254740991n || value < 0n) {
    throw new FormatError('limit', what, offset, says('at most 2^53 - 1'), value)
  }
  return Number(value)
}

/** What qemu takes for the longest file (BDRV_MAX_LENGTH): the largest signed number, down to whole GiB. */
export const MAX_FILE_END = 2n ** 63n - 2n ** 30n

/**
 * A stored offset or length of 64 bits. Over 2^53 it is rounded, which changes nothing: it is only
 * compared with the end of a file, which is never as far.
 */
export function fileOffset(value: bigint): number {
  return Number(value)
}

/** The smallest multiple of `unit` that is at least `value`. */
export function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit
}

/** The guest's unit of disk size in bytes, in every format that is read here. */
export const SECTOR_SIZE = 512

/** Of whole sectors of 512 bytes a number tells as many exactly; no qcow2 has more. */
const MAX_OF_SECTORS = 2n ** 62n

/**
 * Bytes of a disk that the guest sees: qemu drops what does not fill a sector. Exact beyond 2^53 too, but not
 * fit for sums there. Throws `FormatError` (`limit`) beyond 2^62.
 */
export function wholeSectors(size: bigint, what: FaultPlace, offset: number): number {
  if (size > MAX_OF_SECTORS) {
    throw new FormatError('limit', what, offset, says('at most {{n}}', { n: MAX_OF_SECTORS }), size)
  }
  return Number(size - (size % BigInt(SECTOR_SIZE)))
}

/**
 * Four bytes as a big-endian number; what lies beyond the end is 0. Not by a pattern of an array, which
 * asks an iterator for each byte: every file's first ones are read so.
 */
export function u32(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16)
  return (high | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
}
