import { describe, expect, test } from 'vitest'
import { ByteCursor } from '../../../shared/bytes/cursor.ts'
import { FormatError } from '../../../shared/bytes/errors.ts'
import {
  ascii,
  concat,
  u8,
  u16be,
  u16le,
  u32be,
  u32le,
  u64be,
  u64le,
} from '../../helpers/bytes/encoders.ts'
import { inEnglish } from '../../helpers/in-english.ts'

const BIG = 0x0102030405060708n

function faultOf(act: () => unknown): FormatError {
  try {
    act()
  } catch (error) {
    if (error instanceof FormatError) return error
  }
  throw new Error('no FormatError was thrown')
}

describe('ByteCursor', () => {
  test('reads values of both byte orders one after the other', () => {
    const bytes = concat(
      u8(7),
      u16be(258),
      u16le(258),
      u32be(0xfffefdfc),
      u32le(9),
      u64be(BIG),
      u64le(BIG),
    )
    const cursor = new ByteCursor(bytes, 'read')
    expect([cursor.u8(), cursor.u16Be(), cursor.u16Le()]).toEqual([7, 258, 258])
    expect([cursor.u32Be(), cursor.u32Le()]).toEqual([0xfffefdfc, 9])
    expect([cursor.u64Be(), cursor.u64Le()]).toEqual([BIG, BIG])
    expect(cursor.remaining).toBe(0)
  })

  test('reads from a view that does not begin where its buffer does', () => {
    const cursor = new ByteCursor(concat(u32be(1), u32be(2)).subarray(4), 'read', 4)
    expect(cursor.u32Be()).toBe(2)
    expect(cursor.fileOffset).toBe(8)
  })

  test.each<[string, (cursor: ByteCursor) => unknown]>([
    ['u8', (cursor) => cursor.skip(3).u8()],
    ['u16Be', (cursor) => cursor.skip(2).u16Be()],
    ['u16Le', (cursor) => cursor.skip(2).u16Le()],
    ['u32Be', (cursor) => cursor.u32Be()],
    ['u32Le', (cursor) => cursor.u32Le()],
    ['u64Be', (cursor) => cursor.u64Be()],
    ['u64Le', (cursor) => cursor.u64Le()],
    ['safeU64Be', (cursor) => cursor.safeU64Be('size')],
    ['safeU64Le', (cursor) => cursor.safeU64Le('size')],
    ['borrowBytes', (cursor) => cursor.borrowBytes(4)],
    ['copyBytes', (cursor) => cursor.copyBytes(4)],
    ['text', (cursor) => cursor.text(4)],
    ['cString', (cursor) => cursor.cString(4)],
    ['skip', (cursor) => cursor.skip(4)],
    ['skip backwards', (cursor) => cursor.skip(-1)],
    ['skip by no number', (cursor) => cursor.skip(Number.NaN)],
    ['seek', (cursor) => cursor.seek(4)],
    ['seek before the beginning', (cursor) => cursor.seek(-1)],
  ])('%s past the end throws a fault with its place', (_name, act) => {
    const { fault } = faultOf(() => act(new ByteCursor(new Uint8Array(3), 'header', 100)))
    expect(fault.code).toBe('truncated')
    expect(fault.what).toBe('header')
    expect(fault.offset).toBeGreaterThanOrEqual(99)
    expect(inEnglish(fault).found).toBe('the end at 103')
  })

  test('past the end there is a byte that is lacking, and not none', () => {
    const { fault } = faultOf(() => new ByteCursor(new Uint8Array(4), 'vmdk').seek(12))
    expect(inEnglish(fault)).toMatchObject({ expected: 'a byte at 12', found: 'the end at 4' })
  })

  test('converts 64 bits to a number only where it is exact', () => {
    expect(new ByteCursor(u64be(2n ** 53n - 1n), 'read').safeU64Be('size')).toBe(2 ** 53 - 1)
    const { fault } = faultOf(() => new ByteCursor(u64be(2n ** 53n), 'read', 24).safeU64Be('size'))
    expect(inEnglish(fault)).toMatchObject({
      code: 'limit',
      what: 'size',
      offset: 24,
      found: '9007199254740992',
    })
  })

  test('borrowed bytes share memory, copied bytes do not', () => {
    const bytes = ascii('abcdef')
    const borrowed = new ByteCursor(bytes, 'read').borrowBytes(3)
    const copied = new ByteCursor(bytes, 'read').copyBytes(3)
    bytes.fill(0x78)
    expect([...borrowed]).toEqual([0x78, 0x78, 0x78])
    expect([...copied]).toEqual([0x61, 0x62, 0x63])
  })

  test('a C string ends at its NUL and takes its whole field', () => {
    const cursor = new ByteCursor(ascii('ab\0cd!'), 'read')
    expect(cursor.cString(5)).toBe('ab')
    expect(cursor.text(1)).toBe('!')
    expect(new ByteCursor(ascii('abc'), 'read').cString(3)).toBe('abc')
  })
})
