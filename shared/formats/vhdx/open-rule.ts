import type { Fault } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { EntryTable } from '../disk/entry-table.ts'
import { faultOf } from '../disk/fault.ts'
import { bytesOfBlock, chunkRatio, tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import type { VhdxDetails, VhdxDisk } from './types.ts'

const WHAT = 'vhdx.bat'
const FULLY_PRESENT = 6
/** Entries that are looked at when it is opened: 32 MiB of them, for 4 TiB in blocks of 1 MiB. */
const MOST = 2 ** 22

/** The first block for which qemu does not open the image. */
export function vhdxOpenFault(source: ByteSource, vhdx: VhdxDetails): Fault | undefined {
  const rule = new BlockRule(source, vhdx)
  for (let index = 0; index < Math.min(rule.table.shape.count, MOST); index += 1) {
    const [fault] = rule.faults(index)
    if (fault !== undefined) return fault
  }
  return undefined
}

/**
 * What qemu finds wrong with the blocks that are present: one ends after the file does, or lies over
 * a region or the log (block/vhdx.c, vhdx_check_bat_entries). Qemu takes the entries of sector
 * bitmaps for blocks where it counts, so after the first chunk it does not find the last block to be
 * one that may be shorter, and looks at the places of all but one in a chunk.
 */
export class BlockRule {
  readonly table: EntryTable
  readonly #source: ByteSource
  readonly #disk: VhdxDisk
  readonly #places: readonly VhdxPlace[]
  readonly #ratio: number
  #present = 0

  constructor(source: ByteSource, { disk, regions, headers }: VhdxDetails) {
    this.#source = source
    const region = vhdxRegion(regions, 'block-allocation-table')
    const shape = { what: WHAT, offset: region.offset, count: tableEntries(disk, region) } as const
    this.table = new EntryTable(source, { ...shape, entryBytes: 8, littleEndian: true })
    const current = headers.find(({ state }) => state === 'current')
    this.#places = current === undefined ? [] : vhdxPlaces(regions, current)
    this.#disk = disk
    this.#ratio = chunkRatio(disk)
  }

  /** In whole sectors, the last of which may be cut; a writer lengthens the file before the table names it. */
  get #fileEnd(): number {
    return roundUp(this.#source.size, SECTOR_SIZE)
  }

  /** To be asked of all entries, in order. */
  faults(index: number): readonly Fault[] {
    const low = this.table.low(index)
    if ((low & 7) !== FULLY_PRESENT) return []
    const offset = this.table.high(index) * 2 ** 32 + ((low & 0xfff00000) >>> 0)
    const isLookedAt = this.#present % (this.#ratio + 1) !== this.#ratio
    this.#present += 1
    const found = [this.#endFault(index, offset), isLookedAt && this.#placeFault(index, offset)]
    return found.filter((fault) => fault !== false && fault !== undefined)
  }

  #endFault(index: number, offset: number): Fault | undefined {
    const size = this.#fileEnd
    const end = offset + lengthToQemu(this.#disk, index)
    if (offset < size && end <= size) return undefined
    const where =
      offset >= size
        ? says('start offset {{n}}', { n: offset })
        : says('end offset {{n}}', { n: end - 1 })
    const message = says(
      'VHDX BAT entry {{n}} {{where}} points after end of file ({{n2}}). Image has probably been truncated.',
      { n: index, where, n2: size },
    )
    const at = this.table.placeOf(index)
    const expected = says('a block that ends by {{at}}', { at: size })
    return faultOf('truncated', WHAT, at, expected, says('one at {{at}}', { at: offset }), message)
  }

  #placeFault(index: number, offset: number): Fault | undefined {
    const end = offset + this.#disk.blockSize
    const other = lastPlaceBefore(this.#places, end)
    if (other === undefined || other.offset + other.length <= offset) return undefined
    const message = says('VHDX region {{n}}-{{n2}} overlaps with region {{n3}}-{{n4}}', {
      ...{ n: offset, n2: end, n3: other.offset, n4: other.offset + other.length },
    })
    const at = this.table.placeOf(index)
    const found = says('{{at}}, over what is at {{at2}}', { at: offset, at2: other.offset })
    return faultOf('invalid', WHAT, at, says('a place of its own'), found, message)
  }
}

/** Behind the disk's end, which its own count of blocks reaches, qemu asks for a whole block. */
function lengthToQemu(disk: VhdxDisk, entry: number): number {
  const length = bytesOfBlock(disk, entry)
  return length < 0 ? disk.blockSize : length
}
