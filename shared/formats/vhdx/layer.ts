import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { type BlockMap, type BlockWalk, blockLayer } from '../disk/blocks.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer } from '../disk/types.ts'
import { bytesOfBlock, chunkRatio, tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import { SectorBitmap } from './sector-bitmap.ts'
import type { VhdxDetails } from './types.ts'
import { readVhdx } from './vhdx.ts'

const HEAD_SIZE = 4096
const ENTRY_BYTES = 8
/** States of a payload block (MS-VHDX, 2.5.1.1); 5 was `unmapped` before version 1.0. */
const NOT_PRESENT = 0
const FULLY_PRESENT = 6
const PARTIALLY_PRESENT = 7
const ZERO_STATES: readonly number[] = [1, 2, 3, 5]

/**
 * A VHDX as a layer. Throws `FormatError` for a header that cannot be read, and, as qemu does, for a
 * log that is to be replayed first: until then tables and data may be of different times.
 */
export function openVhdxLayer(source: ByteSource): DiskLayer {
  const { summary, vhdx } = readVhdx(openWindow(source, new Uint8Array(HEAD_SIZE)))
  const { fault, virtualSize = 0 } = summary
  if (fault !== undefined && fault.what === 'vhdx.log') throw errorOf(fault)
  const blocks = new Blocks(source, vhdx, virtualSize)
  return blockLayer(vhdx.disk.diskType === 'differencing' ? new DifferencingMap(blocks) : blocks)
}

/** Block by block: what is not present reads as zeros. */
class Blocks implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly vhdx: VhdxDetails
  readonly ratio: number
  readonly table: EntryTable
  readonly #places: readonly VhdxPlace[]

  constructor(source: ByteSource, vhdx: VhdxDetails, size: number) {
    this.source = source
    this.size = size
    this.unit = vhdx.disk.blockSize
    this.vhdx = vhdx
    this.ratio = chunkRatio(vhdx.disk)
    const current = vhdx.headers.find(({ state }) => state === 'current')
    this.#places = current === undefined ? [] : vhdxPlaces(vhdx.regions, current)
    const region = vhdxRegion(vhdx.regions, 'block-allocation-table')
    this.table = entryTableInside(source, {
      what: 'vhdx.bat',
      offset: region.offset,
      count: tableEntries(vhdx.disk, region),
      entryBytes: ENTRY_BYTES,
      littleEndian: true,
    })
  }

  run(index: number, _end: number, walk: BlockWalk): number {
    const entry = this.entryOf(index)
    const state = this.table.low(entry) & 7
    if (state === NOT_PRESENT) return walk.nowhere('unallocated', 1)
    if (ZERO_STATES.includes(state)) return walk.nowhere('zero', 1)
    if (state === FULLY_PRESENT) return this.place(index, entry, walk)
    return this.#badState(entry, state, walk)
  }

  /** Entries of the sector bitmap stand between those of the blocks. */
  entryOf(index: number): number {
    return index + Math.floor(index / this.ratio)
  }

  /** Where a present block lies: inside the file, and not over its own structures. */
  place(index: number, entry: number, walk: BlockWalk): number {
    const offset = offsetOf(this.table, entry)
    const at = this.table.placeOf(entry)
    const end = offset + bytesOfBlock(this.vhdx.disk, index)
    // To qemu a file is as long as its whole sectors, the last of which may be cut.
    const size = roundUp(this.source.size, SECTOR_SIZE)
    if (end > size) {
      return walk.invalid(1, 'vhdx.bat', at, `a block inside the ${size} bytes`, `${offset}`)
    }
    const other = lastPlaceBefore(this.#places, end)
    if (other === undefined || other.offset + other.length <= offset) {
      return walk.data(offset, 1, 'vhdx.bat', at)
    }
    const found = `${offset}, over what is at ${other.offset}`
    return walk.invalid(1, 'vhdx.bat', at, 'a place of its own', found)
  }

  #badState(entry: number, state: number, walk: BlockWalk): number {
    const expected = 'a state of a payload block'
    return walk.invalid(1, 'vhdx.bat', this.table.placeOf(entry), expected, `${state}`)
  }
}

/** The place of an entry, in whole MiB: the lower bits are the state. */
function offsetOf(table: EntryTable, entry: number): number {
  return table.high(entry) * 2 ** 32 + ((table.low(entry) & 0xfff00000) >>> 0)
}

/** Sector by sector: of a block that is there in part, its bitmap says which sectors are the parent's. */
class DifferencingMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly #blocks: Blocks
  readonly #perBlock: number
  readonly #bitmap: SectorBitmap

  constructor(blocks: Blocks) {
    const { blockSize, logicalSectorSize } = blocks.vhdx.disk
    this.source = blocks.source
    this.size = blocks.size
    this.unit = logicalSectorSize
    this.#blocks = blocks
    this.#perBlock = blockSize / logicalSectorSize
    this.#bitmap = new SectorBitmap(blocks.source)
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const block = Math.floor(index / this.#perBlock)
    const first = block * this.#perBlock
    const last = Math.min(first + this.#perBlock, end)
    const entry = this.#blocks.entryOf(block)
    if ((this.#blocks.table.low(entry) & 7) !== PARTIALLY_PRESENT) {
      this.#blocks.run(block, block + 1, walk)
      if (walk.kind === 'data') walk.offset += (index - first) * this.unit
      return last - index
    }
    if (!this.#isPlaced(block, entry, walk)) return last - index
    const { offset } = walk
    const count = this.#claimed(block, index - first, last - first, walk)
    if (walk.kind === 'data') walk.offset = offset + (index - first) * this.unit
    return count
  }

  /**
   * Whether a block has a place, of its own: thousands of entries with one bitmap each would make the
   * map of a small file as long as it likes.
   */
  #isPlaced(block: number, entry: number, walk: BlockWalk): boolean {
    this.#blocks.place(block, entry, walk)
    if (walk.kind !== 'data') return false
    const { offset } = walk
    const earlier = walk.firstIn(Math.floor(offset / this.#blocks.unit), block)
    if (earlier === block) return true
    const at = this.#blocks.table.placeOf(entry)
    walk.invalid(1, 'vhdx.bat', at, 'a place of its own', `${offset}, over block ${earlier}`)
    return false
  }

  /** How many sectors from `from` are alike; the walk's kind is `data` where they are of this file. */
  #claimed(block: number, from: number, end: number, walk: BlockWalk): number {
    const { ratio, table } = this.#blocks
    const chunk = Math.floor(block / ratio)
    const entry = chunk * (ratio + 1) + ratio
    const offset = offsetOf(table, entry)
    const at = table.placeOf(entry)
    if ((table.low(entry) & 7) !== FULLY_PRESENT || !this.#bitmap.isInside(offset)) {
      const found = `state ${table.low(entry) & 7} at ${offset}`
      return walk.invalid(end - from, 'vhdx.bat', at, 'a sector bitmap inside the file', found)
    }
    const before = (block % ratio) * this.#perBlock
    const run = this.#bitmap.run(offset, before + from, before + end)
    walk.nowhere(run.set ? 'data' : 'unallocated', run.count)
    return run.count
  }
}
