/**
 * L1 and L2 entries as two unsigned halves, `high` and `low`, of their 64 big-endian bits: a BigInt
 * per entry would cost more than the walk over the tables (qcow2.rst, Cluster mapping).
 */
import {
  COMPRESSED_FLAG,
  COPIED_FLAG,
  L1_RESERVED_MASK,
  L2_STANDARD_RESERVED_MASK,
  OFFSET_MASK,
  ZERO_FLAG,
} from './entries.ts'

const TWO_TO_32 = 0x1_0000_0000

const [OFFSET_HIGH, OFFSET_LOW] = halves(OFFSET_MASK)
const [COPIED_HIGH] = halves(COPIED_FLAG)
const [COMPRESSED_HIGH] = halves(COMPRESSED_FLAG)
const [, ZERO_LOW] = halves(ZERO_FLAG)
const [L1_RESERVED_HIGH, L1_RESERVED_LOW] = halves(L1_RESERVED_MASK)
const [STANDARD_RESERVED_HIGH, STANDARD_RESERVED_LOW] = halves(L2_STANDARD_RESERVED_MASK)

/** Bytes of an L1 entry and of a standard L2 entry. */
export const ENTRY_BYTES = 8
/** Bytes of an extended L2 entry: the descriptor, then two bitmaps of 32 bits. */
export const EXTENDED_ENTRY_BYTES = 16
/** All 32 subclusters, in either bitmap of an extended entry. */
export const ALL_SUBCLUSTERS = 0xffff_ffff

function halves(mask: bigint): readonly [high: number, low: number] {
  return [Number(mask >> 32n), Number(mask & 0xffff_ffffn)]
}

/**
 * Offset that an L1 entry or a standard descriptor holds, 0 for none. Up to 2^56 and exact, as a multiple
 * of 512; what is over `Number.MAX_SAFE_INTEGER` is past the end of any file.
 */
export function entryOffset(high: number, low: number): number {
  return (high & OFFSET_HIGH) * TWO_TO_32 + ((low & OFFSET_LOW) >>> 0)
}

export function isCopied(high: number): boolean {
  return (high & COPIED_HIGH) !== 0
}

export function isCompressed(high: number): boolean {
  return (high & COMPRESSED_HIGH) !== 0
}

export function hasZeroFlag(low: number): boolean {
  return (low & ZERO_LOW) !== 0
}

export function hasReservedL1Bits(high: number, low: number): boolean {
  return (high & L1_RESERVED_HIGH) !== 0 || (low & L1_RESERVED_LOW) !== 0
}

/** Bit 0 is reserved too where entries are extended: the bitmaps say what reads as zero. */
export function hasReservedL2Bits(high: number, low: number, extended: boolean): boolean {
  const reservedLow = extended ? STANDARD_RESERVED_LOW | ZERO_LOW : STANDARD_RESERVED_LOW
  return (high & STANDARD_RESERVED_HIGH) !== 0 || (low & reservedLow) !== 0
}

/**
 * Width of the upper half's share of a compressed descriptor's offset: the offset takes bits 0 to
 * x-1 with x = 62 - (cluster_bits - 8), the sector count the bits from x to 61.
 */
function offsetBitsHigh(clusterBits: number): number {
  return 62 - (clusterBits - 8) - 32
}

/**
 * Byte offset of a compressed cluster's data, not aligned. Up to 2^61: values over
 * `Number.MAX_SAFE_INTEGER` are rounded, and are for the caller to refuse.
 */
export function compressedOffset(high: number, low: number, clusterBits: number): number {
  const mask = (1 << offsetBitsHigh(clusterBits)) - 1
  return (high & mask) * TWO_TO_32 + (low >>> 0)
}

/**
 * Most bytes that a compressed cluster can take from its offset: up to the end of its last sector
 * of 512 bytes, whose rest belongs to another cluster or to none.
 */
export function compressedLength(high: number, low: number, clusterBits: number): number {
  const mask = (1 << (clusterBits - 8)) - 1
  const sectors = ((high >>> offsetBitsHigh(clusterBits)) & mask) + 1
  return sectors * 512 - (low & 511)
}

/** A 64-bit entry in hexadecimal, for faults. */
export function entryText(high: number, low: number): string {
  const digits = (half: number): string => (half >>> 0).toString(16).padStart(8, '0')
  return `0x${digits(high)}${digits(low)}`
}
