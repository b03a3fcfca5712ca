import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { detectFirst } from '../detect.ts'
import { type BlockMap, type BlockWalk, blockLayer } from '../disk/blocks.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import { joinedLayer } from '../disk/joined-layer.ts'
import type { DiskLayer } from '../disk/types.ts'
import { rawLayer } from '../raw/layer.ts'
import type { VpcDynamicHeader } from './types.ts'
import { readFixedVpc, readVpc, type Vpc } from './vpc.ts'

const HEAD_SIZE = 4096
const UNALLOCATED = 0xffffffff
const BITMAP_CACHE = 1024 * 1024
/** One bit a sector: blocks are at most this large, and their bitmaps 128 KiB. */
const MAX_SECTORS_PER_BLOCK = 1 << 20

/** A VHD as a layer. Throws `FormatError` for a header that cannot be read. */
export function openVpcLayer(source: ByteSource): DiskLayer {
  const window = openWindow(source, new Uint8Array(HEAD_SIZE))
  const found = detectFirst(window.head) === 'vpc' ? readVpc(window) : readFixedVpc(window)
  if (found === undefined) {
    throw new FormatError('invalid', 'vpc', 0, 'a footer', 'none at either end')
  }
  const { dynamic, diskType } = found.vpc
  if (dynamic === undefined || diskType === 'fixed') return fixedLayer(source, found)
  if (diskType !== 'differencing') {
    return blockLayer(dynamicMap(source, dynamic, found.summary.virtualSize))
  }
  return blockLayer(new DifferencingMap(source, dynamic, found.summary.virtualSize))
}

/** The guest's disk is the file itself, up to the size that the footer says. */
function fixedLayer(source: ByteSource, { summary }: Vpc): DiskLayer {
  const length = summary.virtualSize
  return joinedLayer([{ start: 0, length, from: 0, layer: rawLayer(source) }], length)
}

function blockTable(source: ByteSource, dynamic: VpcDynamicHeader, size: number): EntryTable {
  return entryTableInside(source, {
    what: 'vpc block table',
    offset: dynamic.tableOffset,
    count: Math.ceil(size / dynamic.blockSize),
    entryBytes: 4,
    littleEndian: false,
  })
}

/** Bytes of the bitmap that stands before each block, which fills whole sectors. */
function bitmapSize(blockSize: number): number {
  return roundUp(blockSize / (8 * SECTOR_SIZE), SECTOR_SIZE)
}

/** Of a block that is there, all is the guest's: qemu does not look at its bitmap either. */
function dynamicMap(source: ByteSource, dynamic: VpcDynamicHeader, size: number): BlockMap {
  const { blockSize } = dynamic
  const table = blockTable(source, dynamic, size)
  const before = bitmapSize(blockSize)
  const whole = before + blockSize
  return {
    source,
    size,
    unit: blockSize,
    run(index, _end, walk) {
      const sector = table.low(index)
      if (sector === UNALLOCATED) return walk.nowhere('zero', 1)
      const offset = sector * SECTOR_SIZE
      const at = table.placeOf(index)
      if (offset + whole > source.size) return beyond(walk, 1, at, offset, source.size)
      return walk.data(offset + before, 1, 'vpc block table', at)
    },
  }
}

/** qemu refuses an image of which a block is not all there; here the rest of it can be read. */
function beyond(walk: BlockWalk, count: number, at: number, offset: number, end: number): number {
  const expected = `a block that ends by ${end}`
  return walk.invalid(count, 'vpc block table', at, expected, `one at ${offset}`)
}

/** Sector by sector: what a block's bitmap does not claim is the parent's. */
class DifferencingMap implements BlockMap {
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
    const found = `${dynamic.blockSize}`
    throw new FormatError('limit', 'vpc.block_size', 0, 'at most 512 MiB', found)
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
      return beyond(walk, last - index, at, offset, this.source.size)
    }
    const earlier = walk.firstIn(Math.floor(offset / whole), block)
    if (earlier !== block) {
      const found = `at ${offset}, over block ${earlier}`
      return walk.invalid(last - index, 'vpc block table', at, 'a block of its own', found)
    }
    const bitmap = this.#bitmap(offset)
    const count = sameBits(bitmap, index - first, last - first)
    if (!bitAt(bitmap, index - first)) return walk.nowhere('unallocated', count)
    const data = offset + this.#before + (index - first) * SECTOR_SIZE
    return walk.data(data, count, 'vpc block table', at)
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
