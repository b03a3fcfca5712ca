import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { EntryTable } from '../disk/entry-table.ts'

const CLOOP_OFFSETS_AT = 136
export const CLOOP_OFFSET_BYTES = 8
/** Bytes from which on qemu takes a packed block for damage: twice the largest block. */
const MAX_PACKED = 128 * 2 ** 20
/** Entries that are looked at: 8 MiB of them, for 64 GiB in blocks of 64 KiB. */
const MOST = 2 ** 20
const fail: Refuse = refusalIn('cloop')

/**
 * Throws for what qemu does not open such an image (block/cloop.c, `cloop_open`): where each block begins, and
 * the last one ends, goes up, and by no more than a block may take. Behind the end of the file it reads zeros.
 */
export function checkCloopOffsets(source: ByteSource, blocks: number): void {
  const shape = {
    offset: CLOOP_OFFSETS_AT,
    count: blocks + 1,
    entryBytes: CLOOP_OFFSET_BYTES,
  } as const
  const table = new EntryTable(source, { what: 'cloop.offsets', ...shape, littleEndian: false })
  // One entry of zeros is as good as all that the file does not have.
  const there = Math.ceil(Math.max(0, source.size - CLOOP_OFFSETS_AT) / CLOOP_OFFSET_BYTES) + 1
  const count = Math.min(shape.count, there, MOST)
  for (let index = 1; index < count; index += 1) checkOffset(table, index)
}

/** Counted in two halves: above 2^53 the difference of two numbers would not be exact. */
function checkOffset(table: EntryTable, index: number): void {
  const high = table.high(index) - table.high(index - 1)
  const size = high * 2 ** 32 + (table.low(index) - table.low(index - 1))
  if (size >= 0 && size <= MAX_PACKED) return
  const message =
    size < 0
      ? says('offsets not monotonically increasing at index {{n}}, image file is corrupt', {
          n: index,
        })
      : says('invalid compressed block size at index {{n}}, image file is corrupt', { n: index })
  const expected = says('from {{bytes}} to {{bytes2}} bytes', {
    bytes: table.value(index - 1),
    bytes2: table.value(index - 1) + MAX_PACKED,
  })
  fail('offsets', table.placeOf(index), expected, table.value(index), message)
}
