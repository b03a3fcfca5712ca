import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import type { BlockMap } from '../disk/blocks.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import { bytesOfBlock, chunkRatio, tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import type { VhdxDetails } from './types.ts'

const ENTRY_BYTES = 8
/** States of a payload block (MS-VHDX, 2.5.1.1); 5 was `unmapped` before version 1.0. */
const NOT_PRESENT = 0
export const FULLY_PRESENT = 6
export const PARTIALLY_PRESENT = 7
const ZERO_STATES: readonly number[] = [1, 2, 3, 5]

/** Block by block: what is not present reads as zeros. */
export class PayloadBlocks implements BlockMap {
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
      return walk.invalid(
        1,
        'vhdx.bat',
        at,
        says('a block inside the {{bytes}} bytes', { bytes: size }),
        says('{{at}}', { at: offset }),
      )
    }
    const other = lastPlaceBefore(this.#places, end)
    if (other === undefined || other.offset + other.length <= offset) {
      return walk.data(offset, 1, 'vhdx.bat', at)
    }
    const found = says('{{at}}, over what is at {{at2}}', { at: offset, at2: other.offset })
    return walk.invalid(1, 'vhdx.bat', at, says('a place of its own'), found)
  }

  #badState(entry: number, state: number, walk: BlockWalk): number {
    const expected = says('a state of a payload block')
    return walk.invalid(1, 'vhdx.bat', this.table.placeOf(entry), expected, state)
  }
}

/** The place of an entry, in whole MiB: the lower bits are the state. */
export function offsetOf(table: EntryTable, entry: number): number {
  return table.high(entry) * 2 ** 32 + ((table.low(entry) & 0xfff00000) >>> 0)
}
