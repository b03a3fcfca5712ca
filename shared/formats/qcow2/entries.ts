/**
 * Masks and rules of L1, L2 and refcount table entries (qcow2.rst, Cluster mapping and Host cluster
 * management). The one place where they are written down.
 */

/** Bits 9 to 55 of L1 and standard L2 entries: an offset in the file. */
export const OFFSET_MASK = 0x00fffffffffffe00n
/** Bit 63: the refcount is exactly 1. */
export const COPIED_FLAG = 1n << 63n
/** Bit 62 of an L2 entry. */
export const COMPRESSED_FLAG = 1n << 62n
/** Bit 0 of a standard L2 entry, version 3 without extended L2 entries. */
export const ZERO_FLAG = 1n

export const L1_RESERVED_MASK = 0x7f000000000001ffn
export const L2_STANDARD_RESERVED_MASK = 0x3f000000000001fen
export const REFCOUNT_TABLE_OFFSET_MASK = 0xfffffffffffffe00n
export const REFCOUNT_TABLE_RESERVED_MASK = 0x1ffn
export const BITMAP_TABLE_OFFSET_MASK = 0x00fffffffffffe00n
/** Bit 0 of a bitmap table entry without an offset: the whole cluster is ones. */
export const BITMAP_TABLE_ALL_ONES = 1n

/** Where a compressed cluster is. Bytes. */
export interface CompressedExtent {
  readonly offset: number
  /** From `offset` to the end of the last sector; what follows the stream belongs to others. */
  readonly length: number
}

/** Reads a compressed cluster descriptor; `cluster_bits` decides where offset and length meet. */
export function compressedExtent(entry: bigint, clusterBits: number): CompressedExtent {
  const shift = BigInt(62 - (clusterBits - 8))
  const countMask = (1n << BigInt(clusterBits - 8)) - 1n
  const offset = Number(entry & ((1n << shift) - 1n))
  const sectors = Number((entry >> shift) & countMask) + 1
  return { offset, length: sectors * 512 - (offset % 512) }
}
