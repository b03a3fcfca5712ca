import type { Fault } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { EntryTable } from '../disk/entry-table.ts'
import { faultOf } from '../disk/fault.ts'
import type { VpcDynamicHeader } from './types.ts'

const WHAT = 'vpc block table'
const UNALLOCATED = 0xffffffff
const ENTRY_BYTES = 4
/** Entries that are looked at: 32 MiB of them, for 16 TiB in blocks of 2 MiB. */
const MOST = 2 ** 23

/**
 * The block for which qemu does not open the image: one that ends after the file does, in whatever
 * entry of the table, also after the disk's end (block/vpc.c, vpc_open).
 */
export function vpcOpenFault(source: ByteSource, dynamic: VpcDynamicHeader): Fault | undefined {
  const { tableOffset, tableEntries, blockSize } = dynamic
  const count = Math.min(tableEntries, MOST)
  const shape = { what: WHAT, offset: tableOffset, count, entryBytes: ENTRY_BYTES } as const
  const table = new EntryTable(source, { ...shape, littleEndian: false })
  const whole = roundUp(blockSize / (8 * SECTOR_SIZE), SECTOR_SIZE) + blockSize
  for (let index = 0; index < count; index += 1) {
    const sector = table.low(index)
    if (sector === UNALLOCATED || sector * SECTOR_SIZE + whole <= source.size) continue
    const expected = says('a block that ends by {{at}}', { at: source.size })
    const found = says('one at {{at}}', { at: sector * SECTOR_SIZE })
    return faultOf('truncated', WHAT, table.placeOf(index), expected, found)
  }
  return undefined
}
