import { describe, expect, test } from 'vitest'
import { BlockWalk } from '../../../../shared/formats/disk/block-walk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { TwoLevels } from '../../../../shared/formats/disk/two-levels.ts'
import { concat, layOut, u32le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'

/** Four first-level entries, each of a table of two; offsets in units of 8 bytes. */
function open(
  first: readonly number[],
  size = 64,
): { tables: TwoLevels; walk: BlockWalk; log: FaultLog } {
  const table = concat(u32le(11), u32le(12))
  const bytes = layOut(size, { 0: concat(...first.map(u32le)), 32: table, 40: table })
  const source = memorySource(bytes)
  const shape = { entryBytes: 4, littleEndian: true } as const
  const tables = new TwoLevels(source, {
    first: { ...shape, what: 'L1 table', offset: 0, count: first.length },
    second: { ...shape, what: 'L2 table', count: 2 },
    scale: 8,
    alignment: 8,
  })
  const log = new FaultLog()
  return { tables, walk: new BlockWalk(source, log), log }
}

describe('two levels of tables', () => {
  test('give the place of a block', () => {
    const { tables, walk } = open([0, 4, 0, 5])
    const place = tables.at(3, 8, walk)
    if (typeof place === 'number') throw new Error('no place')
    expect(place.table.low(place.index)).toBe(12)
    expect(place.table.placeOf(place.index)).toBe(36)
  })

  test('pass over what has no table in one step, up to the end that is asked for', () => {
    const { tables, walk, log } = open([0, 4, 0, 5])
    expect(tables.at(0, 8, walk)).toBe(2)
    expect(tables.at(1, 8, walk)).toBe(1)
    expect(tables.at(4, 5, walk)).toBe(1)
    expect(tables.at(8, 100, walk)).toBe(92)
    expect([walk.kind, log.count]).toEqual(['unallocated', 0])
  })

  test('refuse a table that another entry named, so that a walk ends', () => {
    const { tables, walk, log } = open([4, 4])
    expect(tables.at(0, 4, walk)).toMatchObject({ index: 0 })
    expect(tables.at(1, 4, walk)).toMatchObject({ index: 1 })
    expect([tables.at(2, 4, walk), walk.kind]).toEqual([2, 'invalid'])
    expect(inEnglish(log.kept)).toMatchObject([
      { code: 'invalid', what: 'L1 table', offset: 4, found: 'at 32, over the table of entry 0' },
    ])
  })

  test('take a table behind the end of the file for an empty one, and say so', () => {
    const { tables, walk, log } = open([9])
    expect([tables.at(0, 2, walk), walk.kind]).toEqual([2, 'unallocated'])
    expect(inEnglish(log.kept)).toMatchObject([{ code: 'truncated', offset: 0, found: '72' }])
  })

  test('refuse a first level that does not fit into the file', () => {
    expect(() =>
      open(
        Array.from({ length: 17 }, () => 0),
        128,
      ),
    ).not.toThrow()
    expect(() => {
      const source = memorySource(new Uint8Array(16))
      const shape = { entryBytes: 4, littleEndian: true } as const
      return new TwoLevels(source, {
        first: { ...shape, what: 'L1 table', offset: 0, count: 5 },
        second: { ...shape, what: 'L2 table', count: 2 },
        scale: 8,
        alignment: 8,
      })
    }).toThrow('L1 table at offset 0x0: expected a table of 5 entries, found the end at 0x10')
  })
})
