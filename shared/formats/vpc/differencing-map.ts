import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import type { BlockMap } from '../disk/blocks.ts'
import type { EntryTable } from '../disk/entry-table.ts'
import { beyondEnd, bitmapSize, blockTable, UNALLOCATED } from './block-table.ts'
import type { VpcDynamicHeader } from './types.ts'

const BITMAP_CACHE = 1024 * 1024
/** One bit a sector: blocks are at most this large, and their bitmaps 128 KiB. */
const MAX_SECTORS_PER_BLOCK = 1 << 20

/** Sector by sector: what a block's bitmap does not claim is the parent's. */
export class DifferencingMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit = SECTOR_SIZE
  readonly #table: EntryTable
  readonly #perBlock: number
  readonly #before: number
  readonly #bitmaps = new LruCache<Uint8Array>(BITMAP_CACHE)

  constructor(source: ByteSource, dynamic: VpcDynamicHeader, size: number) {
    this.source = source
    this.size = size
    this.#table = blockTable(source, dynamic, size)
    this.#perBlock = dynamic.blockSize / SECTOR_SIZE
    this.#before = bitmapSize(dynamic.blockSize)
    if (this.#perBlock <= MAX_SECTORS_PER_BLOCK) return
    const found = dynamic.blockSize
    throw new FormatError(
      'limit',
      'vpc.block_size',
      0,
      says('at most {{n}} MiB', { n: 512 }),
      found,
    )
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const block = Math.floor(index / this.#perBlock)
    const first = block * this.#perBlock
    const last = Math.min(first + this.#perBlock, end)
    const sector = this.#table.low(block)
    if (sector === UNALLOCATED) return walk.nowhere('unallocated', last - index)
    const offset = sector * SECTOR_SIZE
    const at = this.#table.placeOf(block)
    const whole = this.#before + this.#perBlock * SECTOR_SIZE
    // With the bitmap beyond the end of the file, nobody knows whose the sectors are.
    if (offset + whole > this.source.size) {
      return beyondEnd(walk, last - index, at, offset, this.source.size)
    }
    const earlier = walk.firstIn(Math.floor(offset / whole), block)
    if (earlier !== block) {
      const found = says('at {{at}}, over block {{n}}', { at: offset, n: earlier })
      return walk.invalid(
        last - index,
        this.#table.shape.what,
        at,
        says('a block of its own'),
        found,
      )
    }
    const bitmap = this.#bitmap(offset)
    const count = sameBits(bitmap, index - first, last - first)
    if (!bitAt(bitmap, index - first)) return walk.nowhere('unallocated', count)
    const data = offset + this.#before + (index - first) * SECTOR_SIZE
    return walk.data(data, count, this.#table.shape.what, at)
  }

  #bitmap(offset: number): Uint8Array {
    const known = this.#bitmaps.get(offset)
    if (known !== undefined) return known
    const bitmap = new Uint8Array(this.#before)
    readPadded(this.source, bitmap, offset)
    this.#bitmaps.set(offset, bitmap, bitmap.length)
    return bitmap
  }
}

/** The most significant bit of a byte is its first sector. */
function bitAt(bitmap: Uint8Array, index: number): boolean {
  return ((bitmap[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

/** How many bits from `first` up to `end` are as the first; whole bytes at a step. */
function sameBits(bitmap: Uint8Array, first: number, end: number): number {
  const wanted = bitAt(bitmap, first)
  const full = wanted ? 0xff : 0
  let index = first + 1
  while (index < end) {
    if ((index & 7) === 0 && index + 8 <= end && bitmap[index >> 3] === full) index += 8
    else if (bitAt(bitmap, index) === wanted) index += 1
    else break
  }
  return index - first
}
