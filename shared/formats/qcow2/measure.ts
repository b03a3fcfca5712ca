import { FormatError } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import { encodeText } from '../../bytes/text.ts'
import { says } from '../../phrases/phrase.ts'
import type { DiskExtent } from '../disk/types.ts'
import { ENTRY_BYTES, EXTENDED_ENTRY_BYTES } from './entry-words.ts'
import { MAX_L1_ENTRIES } from './limits.ts'
import type { Qcow2Bitmap } from './types.ts'

/** How large an image would be, in bytes: what `qemu-img measure` says. */
export interface ImageMeasure {
  /** With the data that the disk holds now. */
  readonly required: number
  /** With every cluster of the disk written. */
  readonly fullyAllocated: number
  /** More, to keep the persistent bitmaps; undefined where the image cannot have any. */
  readonly bitmaps?: number
}

/** The image that is to be made. */
export interface Qcow2Target {
  /** A power of two from 512 to 2 MiB. */
  readonly clusterSize: number
  readonly refcountBits: number
  readonly extendedL2: boolean
  /** Version 2 has no bitmaps. */
  readonly version: 2 | 3
  /** All clusters are allocated from the start. */
  readonly allocateAll: boolean
  /** How much of a converted disk its backing file has is not known, so that all of it counts. */
  readonly backed: boolean
  /** Of the LUKS header; undefined for an image that is not encrypted that way. */
  readonly luksBytes?: number
}

export const DEFAULT_TARGET: Qcow2Target = {
  clusterSize: 65_536,
  refcountBits: 16,
  extendedL2: false,
  version: 3,
  allocateAll: false,
  backed: false,
}

/** The disk that is to be converted; without one only the size is known. */
export interface MeasuredDisk {
  /** In order, as `GuestDisk.extents` gives them. */
  readonly extents: Iterable<DiskExtent>
  readonly bitmaps?: readonly Qcow2Bitmap[]
}

/** The disk that is to be converted, once its extents have gone by. */
export interface CountedDisk {
  /** Of `DataClusters`. */
  readonly dataBytes: number
  /** Undefined where the active image is of a format, or a version, without persistent bitmaps. */
  readonly bitmaps?: readonly Qcow2Bitmap[]
}

/** A raw image has the length of the disk; what is not written counts as much. */
export function measureRaw(size: number): ImageMeasure {
  const length = roundUp(size, SECTOR_SIZE)
  return { required: length, fullyAllocated: length }
}

/**
 * The size of the disk as a qcow2 image: header, tables and refcounts for every cluster, whether it
 * is used or not, and the clusters with data in them. Missing and invalid stretches count nothing.
 * Throws `FormatError` `limit` for a disk that would need too large an L1 table.
 */
export function measureQcow2(size: number, target: Qcow2Target, disk?: MeasuredDisk): ImageMeasure {
  const empty = measureCounted(size, target)
  if (disk === undefined) return empty
  const data = new DataClusters(target.clusterSize)
  for (const extent of disk.extents) data.add(extent)
  return measureCounted(size, target, {
    dataBytes: data.bytes,
    ...(disk.bitmaps !== undefined && { bitmaps: disk.bitmaps }),
  })
}

/** `measureQcow2` for whoever counts the extents while they go by. */
export function measureCounted(
  size: number,
  target: Qcow2Target,
  disk?: CountedDisk,
): ImageMeasure {
  const { clusterSize, allocateAll, backed } = target
  const virtualSize = roundUp(size, clusterSize)
  const luks = roundUp(target.luksBytes ?? 0, clusterSize)
  const fullyAllocated = virtualSize + metadataSize(virtualSize, target) + luks
  const all = allocateAll || (backed && disk !== undefined)
  const data = all ? virtualSize : (disk?.dataBytes ?? 0)
  const required = fullyAllocated - virtualSize + data
  if (disk?.bitmaps === undefined || target.version === 2) return { required, fullyAllocated }
  return { required, fullyAllocated, bitmaps: bitmapsSize(disk.bitmaps, size, clusterSize) }
}

/** Clusters of the new image with any data in them, whatever the old one's cluster size. */
export class DataClusters {
  bytes = 0
  readonly #clusterSize: number
  #counted = 0

  constructor(clusterSize: number) {
    this.#clusterSize = clusterSize
  }

  /** Extents come in order. */
  add({ start, length, kind }: DiskExtent): void {
    if (kind !== 'data' && kind !== 'compressed') return
    const first = Math.floor(start / this.#clusterSize) * this.#clusterSize
    const from = Math.max(this.#counted, first)
    const to = roundUp(start + length, this.#clusterSize)
    if (to <= from) return
    this.bytes += to - from
    this.#counted = to
  }
}

/** Header, L2 and L1 tables, and the refcounts of everything (qcow2.rst, General). */
function metadataSize(virtualSize: number, target: Qcow2Target): number {
  const { clusterSize, refcountBits, extendedL2 } = target
  const perTable = clusterSize / (extendedL2 ? EXTENDED_ENTRY_BYTES : ENTRY_BYTES)
  const l2Tables = Math.ceil(virtualSize / clusterSize / perTable)
  if (l2Tables > MAX_L1_ENTRIES) {
    const message = says('The image size is too large (try using a larger cluster size)')
    const expected = says('at most {{n}} L2 tables', { n: MAX_L1_ENTRIES })
    throw new FormatError('limit', 'size', 0, expected, l2Tables, message)
  }
  const l1Clusters = Math.ceil((l2Tables * ENTRY_BYTES) / clusterSize)
  const clusters = 1 + l2Tables + l1Clusters
  const counted = clusters + virtualSize / clusterSize
  return (clusters + refcountClusters(counted, clusterSize, refcountBits)) * clusterSize
}

/** Clusters of refcount table and blocks, which count themselves too: up to where that settles. */
function refcountClusters(clusters: number, clusterSize: number, refcountBits: number): number {
  const perBlock = (clusterSize * 8) / refcountBits
  const perTable = clusterSize / ENTRY_BYTES
  let own = 0
  for (;;) {
    const blocks = Math.ceil((clusters + own) / perBlock)
    const next = blocks + Math.ceil(blocks / perTable)
    if (next === own) return own
    own = next
  }
}

/** Bytes of a directory entry before the name (qcow2.rst, Bitmap directory). */
const DIRECTORY_ENTRY = 24

/** As if every bit were stored: directory, tables and data. */
function bitmapsSize(bitmaps: readonly Qcow2Bitmap[], size: number, clusterSize: number): number {
  let bytes = 0
  let directory = 0
  for (const { name, granularityBits } of bitmaps) {
    const clusters = Math.ceil(Math.ceil(Math.ceil(size / 2 ** granularityBits) / 8) / clusterSize)
    bytes += clusters * clusterSize + roundUp(clusters * ENTRY_BYTES, clusterSize)
    directory += roundUp(DIRECTORY_ENTRY + encodeText(name).length, 8)
  }
  return bytes + roundUp(directory, clusterSize)
}
