import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { hasFeature, INCOMPAT_DIRTY } from './features.ts'
import { openQcow2 } from './open.ts'
import { refcountIn, StoredRefcounts, UNREADABLE } from './refcounts.ts'

/** Refcounts that are looked at: 16 TiB in clusters of 64 KiB. */
const MAX_REFCOUNTS = 2 ** 28

/**
 * Bytes of the file that the image's own refcounts call used, in whole clusters: what it takes on a
 * file system that does not tell its blocks. Undefined where they cannot say: the image is dirty or
 * damaged, its data are in another file, or they name more than the file has.
 */
export function usedBytes(source: ByteSource): number | undefined {
  const { header, dataFile, fault } = openQcow2(headWindow(source))
  const isDirty = hasFeature(header, INCOMPAT_DIRTY)
  if (fault !== undefined || dataFile !== undefined || isDirty) return undefined
  const refcounts = new StoredRefcounts(source, header)
  if (refcounts.blockCount * refcounts.refcountsPerBlock > MAX_REFCOUNTS) return undefined
  let clusters = 0
  for (let index = 0; index < refcounts.usedEntries; index += 1) {
    const used = usedIn(refcounts, index)
    if (used === undefined) return undefined
    clusters += used
  }
  const clusterSize = 2 ** header.clusterBits
  const bytes = clusters * clusterSize
  // The last cluster may begin within the file and end past it.
  return bytes < source.size + clusterSize ? Math.min(bytes, source.size) : undefined
}

function usedIn(refcounts: StoredRefcounts, index: number): number | undefined {
  const block = refcounts.block(index)
  if (block === UNREADABLE) return undefined
  if (block === undefined) return 0
  let used = 0
  for (let at = 0; at < refcounts.refcountsPerBlock; at += 1) {
    if (refcountIn(block, at, refcounts.order) !== 0) used += 1
  }
  return used
}
