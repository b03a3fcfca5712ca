import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { BlockCheck, ENTRIES_A_STEP } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import { errorOf } from '../disk/fault.ts'
import type { Walk } from '../walk.ts'
import { tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import type { VhdxDetails } from './types.ts'
import { readVhdx } from './vhdx.ts'

const HEAD_SIZE = 4096
const WHAT = 'vhdx.bat'
const ENTRY_BYTES = 8
const FULLY_PRESENT = 6

/**
 * What qemu-img finds in a VHDX (block/vhdx.c): blocks that are present and end after the file does,
 * or lie over the regions and the log. Throws `FormatError` for what cannot be read, and, as qemu
 * does, for a log that is to be replayed first.
 */
export function* checkVhdxWalk(source: ByteSource): Walk<ImageCheck> {
  const { summary, vhdx } = readVhdx(openWindow(source, new Uint8Array(HEAD_SIZE)))
  if (summary.fault?.what === 'vhdx.log') throw errorOf(summary.fault)
  const blocks = new Blocks(source, vhdx)
  const { count } = blocks.table.shape
  for (let index = 0; index < count; index += 1) {
    blocks.check(index)
    if (index % ENTRIES_A_STEP === 0)
      yield { done: index * ENTRY_BYTES, total: count * ENTRY_BYTES }
  }
  return blocks.end()
}

class Blocks {
  readonly table: EntryTable
  readonly #check: BlockCheck
  readonly #vhdx: VhdxDetails
  readonly #places: readonly VhdxPlace[]

  constructor(source: ByteSource, vhdx: VhdxDetails) {
    this.#check = new BlockCheck(source)
    this.#vhdx = vhdx
    const region = vhdxRegion(vhdx.regions, 'block-allocation-table')
    this.table = entryTableInside(source, {
      what: WHAT,
      offset: region.offset,
      count: tableEntries(vhdx.disk, region),
      entryBytes: ENTRY_BYTES,
      littleEndian: true,
    })
    const current = vhdx.headers.find(({ state }) => state === 'current')
    this.#places = current === undefined ? [] : vhdxPlaces(vhdx.regions, current)
  }

  check(index: number): void {
    const low = this.table.low(index)
    if ((low & 7) !== FULLY_PRESENT) return
    const offset = this.table.high(index) * 2 ** 32 + ((low & 0xfff00000) >>> 0)
    this.#checkEnd(index, offset)
    this.#checkPlace(index, offset)
  }

  end(): ImageCheck {
    return this.#check.result()
  }

  /** The last block may be cut where the disk ends, as it is in images of earlier versions of QEMU. */
  #checkEnd(index: number, offset: number): void {
    const { blockSize, virtualDiskSize } = this.#vhdx.disk
    const rest = virtualDiskSize - index * blockSize
    const end = offset + (rest > 0 ? Math.min(blockSize, rest) : blockSize)
    const { size } = this.#check.source
    if (end <= size) return
    const where = offset >= size ? `start offset ${offset}` : `end offset ${end - 1}`
    this.#check.corruption(() => ({
      what: WHAT,
      offset: this.table.placeOf(index),
      expected: `a block that ends by ${size}`,
      found: `one at ${offset}`,
      message: `VHDX BAT entry ${index} ${where} points after end of file (${size}). Image has probably been truncated.`,
    }))
  }

  #checkPlace(index: number, offset: number): void {
    const end = offset + this.#vhdx.disk.blockSize
    const other = lastPlaceBefore(this.#places, end)
    if (other === undefined || other.offset + other.length <= offset) return
    this.#check.corruption(() => ({
      what: WHAT,
      offset: this.table.placeOf(index),
      expected: 'a place of its own',
      found: `${offset}, over what is at ${other.offset}`,
      message: `VHDX region ${offset}-${end} overlaps with region ${other.offset}-${other.offset + other.length}`,
    }))
  }
}
