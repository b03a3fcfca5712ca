import { describe, expect, test } from 'vitest'
import { decodeUtf16 } from '../../../shared/bytes/utf16.ts'

describe('UTF-16', () => {
  test('is read in either order of bytes', () => {
    const little = Buffer.from('..\\基.vhd', 'utf16le')
    expect(decodeUtf16(little, true)).toBe('..\\基.vhd')
    expect(decodeUtf16(little.swap16(), false)).toBe('..\\基.vhd')
  })

  test('keeps characters outside the first plane', () => {
    expect(decodeUtf16(Buffer.from('🐄', 'utf16le'), true)).toBe('🐄')
  })

  test('ends at the first NUL', () => {
    expect(decodeUtf16(Buffer.from('a\0b', 'utf16le'), true)).toBe('a')
  })

  test('has no character for an odd last byte', () => {
    expect(decodeUtf16(Uint8Array.of(0x61, 0, 0x62), true)).toBe('a')
  })
})
