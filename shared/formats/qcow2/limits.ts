/** qemu's limits (block/qcow2.h): what is over them is refused before anything is allocated. */

export const MIN_CLUSTER_BITS = 9
export const MAX_CLUSTER_BITS = 21

/** Whether qemu takes clusters of `2 ** clusterBits` bytes. */
export function isClusterSize(clusterBits: number): boolean {
  return clusterBits >= MIN_CLUSTER_BITS && clusterBits <= MAX_CLUSTER_BITS
}

/** 32 MiB of active L1 table, in entries of 8 bytes. */
export const MAX_L1_ENTRIES = 4_194_304
/** Bytes. */
export const MAX_REFCOUNT_TABLE_SIZE = 8 * 1024 * 1024
/** Every cluster of an image lies before (`QCOW_MAX_CLUSTER_OFFSET`). */
export const CLUSTER_OFFSETS_END = 2 ** 56
/** 64-bit refcounts. */
export const MAX_REFCOUNT_ORDER = 6

export const MAX_SNAPSHOTS = 65_536
/** Bytes of the whole snapshot table. */
export const MAX_SNAPSHOTS_SIZE = 1024 * MAX_SNAPSHOTS
/** Bytes of one entry's extra data. */
export const MAX_SNAPSHOT_EXTRA_DATA = 1024

export const MAX_BITMAPS = 65_535
/** Bytes. */
export const MAX_BITMAP_DIRECTORY_SIZE = 1024 * MAX_BITMAPS
export const MAX_BITMAP_NAME_SIZE = 1023
export const MIN_BITMAP_GRANULARITY_BITS = 9
export const MAX_BITMAP_GRANULARITY_BITS = 31
/** Entries of one bitmap table. */
export const MAX_BITMAP_TABLE_SIZE = 0x8000000
/** Bytes of one serialised bitmap. */
export const MAX_BITMAP_PHYSICAL_SIZE = 0x20000000

/** Bytes, without a terminating NUL. */
export const MAX_BACKING_NAME_SIZE = 1023
export const MAX_BACKING_FORMAT_SIZE = 15

/** Subclusters of a cluster with extended L2 entries. */
export const SUBCLUSTERS_PER_CLUSTER = 32

/** Length of the header of version 2, and least length of version 3's (qcow2.rst, Header). */
export const V2_HEADER_LENGTH = 72
export const V3_HEADER_LENGTH = 104
/** Where fields begin that this reader does not know. */
export const KNOWN_HEADER_LENGTH = 112
