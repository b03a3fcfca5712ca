import { LruCache } from '../../bytes/lru.ts'
import { fileOffset, u32 } from '../../bytes/numbers.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { entryText } from './entry-words.ts'
import { CLUSTER_OFFSETS_END } from './limits.ts'
import type { Qcow2Header } from './types.ts'

/** Bytes of refcount blocks that are kept. */
const BLOCK_CACHE = 16 * 1024 * 1024
const TWO_TO_32 = 0x1_0000_0000
/** Bits 0 to 8 of a refcount table entry. */
const RESERVED_LOW = 0x1ff

/** What `at` gives for a cluster whose block is not where a block can be. */
export const UNREADABLE = -1

/** A refcount block in memory; undefined stands for one that is all zeros. */
export type RefcountBlock = Uint8Array | undefined

/**
 * The refcounts that an image stores, of any width (qcow2.rst, Host cluster management). The table
 * is read as far as the file goes, blocks when they are asked for. Values over 2^53 are rounded.
 */
export class StoredRefcounts {
  readonly order: number
  /** Entries of the refcount table by the header; those past the end of the file are 0. */
  readonly tableEntries: number
  readonly refcountsPerBlock: number
  readonly tableOffset: number
  readonly #source: ByteSource
  readonly #table: DataView
  readonly #clusterSize: number
  readonly #cache = new LruCache<Uint8Array>(BLOCK_CACHE)
  #lastIndex = -1
  #last: RefcountBlock | typeof UNREADABLE = undefined

  /** `checkHeader` bounds the table's size. */
  constructor(source: ByteSource, header: Qcow2Header) {
    this.#source = source
    this.#clusterSize = 2 ** header.clusterBits
    this.order = header.refcountOrder
    this.refcountsPerBlock = (this.#clusterSize * 8) / 2 ** this.order
    this.tableOffset = fileOffset(header.refcountTableOffset)
    const length = header.refcountTableClusters * this.#clusterSize
    this.tableEntries = length / 8
    const inFile = Math.max(0, Math.min(length, source.size - this.tableOffset))
    const bytes = new Uint8Array(Math.ceil(inFile / 8) * 8)
    readPadded(source, bytes, this.tableOffset)
    this.#table = new DataView(bytes.buffer)
  }

  /** Entries that lie in the file: all others are 0. */
  get usedEntries(): number {
    return this.#table.byteLength / 8
  }

  /** Blocks that the table names. */
  get blockCount(): number {
    let count = 0
    for (let index = 0; index < this.usedEntries; index += 1) {
      if (this.blockOffset(index) !== 0) count += 1
    }
    return count
  }

  /** Offset of a block, as stored up to its reserved bits; 0 for none. Over 2^62 it is rounded. */
  blockOffset(index: number): number {
    if (index >= this.usedEntries) return 0
    const low = this.#table.getUint32(index * 8 + 4)
    return this.#table.getUint32(index * 8) * TWO_TO_32 + ((low & ~RESERVED_LOW) >>> 0)
  }

  /** All 64 bits of an entry, for whoever tells of it. */
  entryText(index: number): string {
    return entryText(this.#table.getUint32(index * 8), this.#table.getUint32(index * 8 + 4))
  }

  /** Whether an entry is none that the format has, or names what no image can have: it was not cut off. */
  isWrong(index: number): boolean {
    const isBeyondAny = this.blockOffset(index) >= CLUSTER_OFFSETS_END
    return this.hasReservedBits(index) || this.isUnaligned(index) || isBeyondAny
  }

  hasReservedBits(index: number): boolean {
    return (this.#table.getUint32(index * 8 + 4) & RESERVED_LOW) !== 0
  }

  isUnaligned(index: number): boolean {
    const low = this.#table.getUint32(index * 8 + 4) & ~RESERVED_LOW
    return (low & (this.#clusterSize - 1)) !== 0
  }

  /** The stored refcount of a cluster, or `UNREADABLE`. */
  at(cluster: number): number {
    const index = Math.floor(cluster / this.refcountsPerBlock)
    const block = this.block(index)
    if (block === undefined || block === UNREADABLE) return block ?? 0
    return refcountIn(block, cluster - index * this.refcountsPerBlock, this.order)
  }

  /** The block of that table entry. What lies past the end of the file is zeros. */
  block(index: number): RefcountBlock | typeof UNREADABLE {
    if (index === this.#lastIndex) return this.#last
    this.#last = this.#load(index)
    this.#lastIndex = index
    return this.#last
  }

  #load(index: number): RefcountBlock | typeof UNREADABLE {
    const offset = this.blockOffset(index)
    if (offset === 0) return undefined
    if (this.isUnaligned(index) || offset >= 2 ** 63) return UNREADABLE
    if (offset >= this.#source.size) return undefined
    const known = this.#cache.get(offset)
    if (known !== undefined) return known
    const block = new Uint8Array(this.#clusterSize)
    readPadded(this.#source, block, offset)
    this.#cache.set(offset, block, block.length)
    return block
  }
}

/** One refcount of a block. Widths under a byte count from the least significant bit. */
export function refcountIn(block: Uint8Array, index: number, order: number): number {
  switch (order) {
    case 4:
      return ((block[2 * index] ?? 0) << 8) | (block[2 * index + 1] ?? 0)
    case 3:
      return block[index] ?? 0
    case 5:
      return u32(block, index * 4)
    case 6:
      return u32(block, index * 8) * TWO_TO_32 + u32(block, index * 8 + 4)
    default: {
      const perByte = 8 >> order
      const shift = (index % perByte) << order
      return ((block[Math.floor(index / perByte)] ?? 0) >> shift) & ((1 << (1 << order)) - 1)
    }
  }
}
