import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import type { VpcDynamicHeader } from './types.ts'

const WHAT = 'vpc block table'
/** What stands for a block that is not there. */
export const UNALLOCATED = 0xffffffff

/** The first sectors of the blocks of a disk of `size` bytes. */
export function blockTable(
  source: ByteSource,
  dynamic: VpcDynamicHeader,
  size: number,
): EntryTable {
  return entryTableInside(source, {
    what: WHAT,
    offset: dynamic.tableOffset,
    count: Math.ceil(size / dynamic.blockSize),
    entryBytes: 4,
    littleEndian: false,
  })
}

/** Bytes of the bitmap that stands before each block, which fills whole sectors. */
export function bitmapSize(blockSize: number): number {
  return roundUp(blockSize / (8 * SECTOR_SIZE), SECTOR_SIZE)
}

/** qemu refuses an image of which a block is not all there; here the rest of it can be read. */
export function beyondEnd(
  walk: BlockWalk,
  count: number,
  at: number,
  offset: number,
  end: number,
): number {
  const expected = says('a block that ends by {{at}}', { at: end })
  return walk.invalid(count, WHAT, at, expected, says('one at {{at}}', { at: offset }))
}
