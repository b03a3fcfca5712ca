import type { ByteSource } from '../../bytes/source.ts'
import { refcountIn, StoredRefcounts, UNREADABLE } from './refcounts.ts'
import type { Qcow2Header } from './types.ts'

/**
 * Whether clusters of an image are holes of its file: its metadata was preallocated, or the file was
 * copied sparsely. By qemu's rule (block/qcow2-refcount.c, qcow2_detect_metadata_preallocation): a
 * tenth more clusters are in use than the file takes. qemu asks for the holes of such a file only.
 * `allocated` are the bytes that the file takes.
 */
export function looksPreallocated(
  source: ByteSource,
  header: Qcow2Header,
  allocated: number,
): boolean {
  const clusterSize = 2 ** header.clusterBits
  const real = Math.floor(allocated / clusterSize)
  const most = Math.max(Math.floor((real * 10) / 9), real + 2)
  const end = Math.ceil(source.size / clusterSize)
  return end >= most && hasInUse(new StoredRefcounts(source, header), end, most)
}

/**
 * Bytes of refcount blocks that are looked at: those of 2 TiB with QEMU's defaults. A table of a
 * hostile image names a million blocks.
 */
const LOOKED_AT = 64 * 1024 ** 2

/** Whether `wanted` of the first `end` clusters are in use; false where a block cannot be read before. */
function hasInUse(refcounts: StoredRefcounts, end: number, wanted: number): boolean {
  const { order, refcountsPerBlock } = refcounts
  const blocks = Math.min(Math.ceil(end / refcountsPerBlock), refcounts.usedEntries)
  let found = 0
  let bytes = 0
  for (let index = 0; index < blocks && bytes < LOOKED_AT; index += 1) {
    const block = refcounts.block(index)
    if (block === UNREADABLE) return false
    if (block === undefined) continue
    bytes += block.length
    const count = Math.min(refcountsPerBlock, end - index * refcountsPerBlock)
    for (let at = 0; at < count; at += 1) {
      if (refcountIn(block, at, order) !== 0) found += 1
      if (found >= wanted) return true
    }
  }
  return false
}
