import type { Fault } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { EntryTable } from '../disk/entry-table.ts'
import { faultOf } from '../disk/fault.ts'
import { bytesOfBlock, chunkRatio, tableEntries } from './disk.ts'
import { lastPlaceBefore, type VhdxPlace, vhdxPlaces, vhdxRegion } from './regions.ts'
import type { VhdxDetails, VhdxDisk } from './types.ts'

const WHAT = 'vhdx.bat'
const ENTRY_BYTES = 8
const FULLY_PRESENT = 6
const SECTOR = 512
/** Entries that are looked at: 32 MiB of them, for 4 TiB in blocks of 1 MiB. */
const MOST = 2 ** 22

/**
 * The block for which qemu does not open the image: one that is present and ends after the file
 * does, or lies over a region or the log (block/vhdx.c, vhdx_check_bat_entries). Qemu takes the
 * entries of sector bitmaps for blocks where it counts, so after the first chunk it does not find
 * the last block to be one that may be shorter, and looks at the places of all but one in a chunk.
 */
export function vhdxOpenFault(source: ByteSource, vhdx: VhdxDetails): Fault | undefined {
  const { disk } = vhdx
  const table = blockTable(source, vhdx)
  const places = ownPlaces(vhdx)
  const ratio = chunkRatio(disk)
  let present = 0
  for (let index = 0; index < table.shape.count; index += 1) {
    const low = table.low(index)
    if ((low & 7) !== FULLY_PRESENT) continue
    const offset = table.high(index) * 2 ** 32 + ((low & 0xfff00000) >>> 0)
    const at = table.placeOf(index)
    const fault = endFault(offset, lengthToQemu(disk, index), at, source.size)
    if (fault !== undefined) return fault
    const isLookedAt = present % (ratio + 1) !== ratio
    const over = isLookedAt ? placeFault(offset, disk.blockSize, at, places) : undefined
    if (over !== undefined) return over
    present += 1
  }
  return undefined
}

/** Behind the disk's end, which its own count of blocks reaches, qemu asks for a whole block. */
function lengthToQemu(disk: VhdxDisk, entry: number): number {
  const length = bytesOfBlock(disk, entry)
  return length < 0 ? disk.blockSize : length
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

/** Qemu counts the file in whole sectors, the last of which may be cut. */
function endFault(offset: number, length: number, at: number, size: number): Fault | undefined {
  const end = Math.ceil(size / SECTOR) * SECTOR
  if (offset < end && offset + length <= end) return undefined
  return faultOf('truncated', WHAT, at, `a block that ends by ${size}`, `one at ${offset}`)
}

function placeFault(
  offset: number,
  length: number,
  at: number,
  places: readonly VhdxPlace[],
): Fault | undefined {
  const other = lastPlaceBefore(places, offset + length)
  if (other === undefined || other.offset + other.length <= offset) return undefined
  const found = `${offset}, over what is at ${other.offset}`
  return faultOf('invalid', WHAT, at, 'a place of its own', found)
}
