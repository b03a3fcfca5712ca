import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import { EntryTable, entryTableInside } from '../../../../shared/formats/disk/entry-table.ts'
import { says } from '../../../../shared/phrases/phrase.ts'
import { concat, u32be, u32le, u64be, u64le, zeros } from '../../../helpers/bytes/encoders.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

const ENTRY = 0x0001_0002_0304_0506n

describe('a table of entries in a file', () => {
  test('is read in either order of bytes and either width', () => {
    const value = (entry: Uint8Array, entryBytes: 4 | 8, littleEndian: boolean): number => {
      const shape = { what: 'block table', offset: 8, count: 2, entryBytes, littleEndian } as const
      return new EntryTable(memorySource(concat(zeros(8), entry, entry)), shape).value(1)
    }
    expect(value(u32be(0xfffffffe), 4, false)).toBe(0xfffffffe)
    expect(value(u32le(0xfffffffe), 4, true)).toBe(0xfffffffe)
    expect(value(u64be(ENTRY), 8, false)).toBe(Number(ENTRY))
    expect(value(u64le(ENTRY), 8, true)).toBe(Number(ENTRY))
  })

  test('is read in pieces, each of them once', () => {
    const source = hostileSource(new Uint8Array(256 * 1024).fill(1))
    const shape = {
      what: 'block table',
      offset: 0,
      count: 65_536,
      entryBytes: 4,
      littleEndian: true,
    } as const
    const table = new EntryTable(source, { ...shape, entryBytes: 4 })
    for (let index = 0; index < 65_536; index += 1) expect(table.low(index)).toBe(0x01010101)
    expect(table.low(0)).toBe(0x01010101)
    expect(source.reads()).toBe(4)
  })

  test('reads zeros behind the end of the file', () => {
    const shape = {
      what: 'block table',
      offset: 0,
      count: 4,
      entryBytes: 4,
      littleEndian: true,
    } as const
    const table = new EntryTable(hostileSource(u32le(7)), shape)
    expect([0, 1, 2, 3].map((index) => table.low(index))).toEqual([7, 0, 0, 0])
  })

  test('can be asked to lie inside the file, before anything is read', () => {
    const shape = {
      what: 'block table',
      offset: 8,
      count: 3,
      entryBytes: 4,
      littleEndian: true,
    } as const
    const source = hostileSource(zeros(16))
    expect(() => entryTableInside(source, shape)).toThrow(
      new FormatError(
        'truncated',
        'block table',
        8,
        says('a table of {{n}} entries', { n: 3 }),
        says('the end at {{at}}', { at: 16 }),
      ),
    )
    expect(source.reads()).toBe(0)
    expect(entryTableInside(source, { ...shape, count: 2 }).low(1)).toBe(0)
  })
})
