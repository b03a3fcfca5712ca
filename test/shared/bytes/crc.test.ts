import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32, crc32c } from '../../../shared/bytes/crc.ts'
import { encodeText } from '../../../shared/bytes/text.ts'

/** The check input of every catalogue of checksums. */
const CHECK = encodeText('123456789')

describe('checksums', () => {
  test('have the values that catalogues give for the digits 1 to 9', () => {
    expect(crc32(CHECK)).toBe(0xcbf43926)
    expect(crc32c(CHECK)).toBe(0xe3069283)
  })

  test('crc32 is the one of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes))
      }),
    )
  })

  test('count the place where a structure keeps its own checksum as zeros', () => {
    const zeroed = CHECK.slice().fill(0, 3, 7)
    expect(crc32c(CHECK, 3, 4)).toBe(crc32c(zeroed))
  })
})
