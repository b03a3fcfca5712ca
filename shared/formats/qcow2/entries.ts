/**
 * Masks and rules of L1, L2 and bitmap table entries (qcow2.rst, Cluster mapping and Bitmaps). The one place where they are written down.
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
/** Bit 0 of a bitmap table entry without an offset: the whole cluster is ones. */
export const BITMAP_TABLE_ALL_ONES = 1n
