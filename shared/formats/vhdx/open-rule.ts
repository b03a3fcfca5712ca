import type { Fault } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { EntryTable } from '../disk/entry-table.ts'
import { faultOf } from '../disk/fault.ts'
import { chunkRatio, tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import type { VhdxDetails } from './types.ts'

const WHAT = 'vhdx.bat'
const ENTRY_BYTES = 8
const FULLY_PRESENT = 6
/** Entries that are looked at: 32 MiB of them, for 4 TiB in blocks of 1 MiB. */
const MOST = 2 ** 22

/**
 * The block for which qemu does not open the image: one that is present and ends after the file
 * does, or lies over a region or the log (block/vhdx.c, vhdx_open).
 */
export function vhdxOpenFault(source: ByteSource, vhdx: VhdxDetails): Fault | undefined {
  const { disk } = vhdx
  const table = blockTable(source, vhdx)
  const places = ownPlaces(vhdx)
  const ratio = chunkRatio(disk)
  for (let index = 0; index < table.shape.count; index += 1) {
    const isBitmap = index % (ratio + 1) === ratio
    const low = table.low(index)
    if (isBitmap || (low & 7) !== FULLY_PRESENT) continue
    const offset = table.high(index) * 2 ** 32 + ((low & 0xfff00000) >>> 0)
    const fault = placeFault(offset, disk.blockSize, table.placeOf(index), source.size, places)
    if (fault !== undefined) return fault
  }
  return undefined
}

function blockTable(source: ByteSource, { disk, regions }: VhdxDetails): EntryTable {
  const region = vhdxRegion(regions, 'block-allocation-table')
  const count = Math.min(tableEntries(disk, region), MOST)
  const shape = { what: WHAT, offset: region.offset, count, entryBytes: ENTRY_BYTES } as const
  return new EntryTable(source, { ...shape, littleEndian: true })
}

function ownPlaces({ regions, headers }: VhdxDetails): readonly VhdxPlace[] {
  const current = headers.find(({ state }) => state === 'current')
  return current === undefined ? [] : vhdxPlaces(regions, current)
}

function placeFault(
  offset: number,
  length: number,
  at: number,
  size: number,
  places: readonly VhdxPlace[],
): Fault | undefined {
  const end = offset + length
  if (end > size) {
    return faultOf('truncated', WHAT, at, `a block that ends by ${size}`, `one at ${offset}`)
  }
  const other = lastPlaceBefore(places, end)
  if (other === undefined || other.offset + other.length <= offset) return undefined
  const found = `${offset}, over what is at ${other.offset}`
  return faultOf('invalid', WHAT, at, 'a place of its own', found)
}
