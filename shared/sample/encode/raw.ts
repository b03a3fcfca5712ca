import type { FileContent } from '../tree.ts'
import { CLUSTER_SIZE, type GuestCluster } from './qcow2.ts'
import { asciiBytes } from './text.ts'

/** The same guest content as an image of that size without a format. */
export function encodeRaw(virtualSize: number, clusters: readonly GuestCluster[]): FileContent {
  const parts = clusters.flatMap(({ index, bytes }) =>
    bytes === undefined ? [] : [{ offset: index * CLUSTER_SIZE, bytes }],
  )
  return { length: virtualSize, parts }
}

/** A copy of a first cluster that starts with an MBR of one bootable Linux partition. */
export function withPartitionTable(cluster: Uint8Array, virtualSize: number): Uint8Array {
  const bytes = cluster.slice()
  bytes.fill(0, 0, 512)
  const view = new DataView(bytes.buffer)
  const firstSector = 2048
  bytes[446] = 0x80 // active
  bytes[450] = 0x83 // Linux
  view.setUint32(454, firstSector, true)
  view.setUint32(458, Math.floor(virtualSize / 512) - firstSector, true)
  view.setUint16(510, 0xaa55, true)
  return bytes
}

/** What mkswap writes: the header page of a swap area (linux/swap.h, `union swap_header`). */
export function encodeSwap(size: number): FileContent {
  const pageSize = 4096
  const bytes = new Uint8Array(pageSize)
  const view = new DataView(bytes.buffer)
  view.setUint32(1024, 1, true) // version
  view.setUint32(1028, size / pageSize - 1, true) // last page
  bytes.set(asciiBytes('SWAPSPACE2'), pageSize - 10)
  return { length: size, parts: [{ offset: 0, bytes }] }
}

/** The superblock that tells an ext4 file system of 4 KiB blocks, and nothing behind it. */
export function encodeExt4(size: number): FileContent {
  const bytes = new Uint8Array(1024)
  const view = new DataView(bytes.buffer)
  view.setUint32(4, Math.floor(size / 4096), true) // blocks
  view.setUint32(24, 2, true) // log2 of the block size, less 10
  view.setUint16(56, 0xef53, true) // magic
  view.setUint16(58, 1, true) // state: cleanly unmounted
  view.setUint32(96, 0x40, true) // incompatible features: extents
  return { length: size, parts: [{ offset: 1024, bytes }] }
}
