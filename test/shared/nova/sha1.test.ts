import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha1OfAscii } from '../../../shared/nova/sha1.ts'

test('hashes the examples of FIPS 180-4', () => {
  expect(sha1OfAscii('')).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709')
  expect(sha1OfAscii('abc')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
  const twoBlocks = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'
  expect(sha1OfAscii(twoBlocks)).toBe('84983e441c3bd26ebaae4aa1f95129e5e54670f1')
})

test('agrees with node:crypto on any ASCII text, around every block boundary too', () => {
  const text = fc.string({ unit: 'binary-ascii', maxLength: 300 })
  const sized = fc.integer({ min: 0, max: 200 }).map((length) => 'a'.repeat(length))
  fc.assert(
    fc.property(fc.oneof(text, sized), (value) => {
      expect(sha1OfAscii(value)).toBe(createHash('sha1').update(value).digest('hex'))
    }),
  )
})

test('has no answer for text that is not ASCII', () => {
  expect(sha1OfAscii('é')).toBeUndefined()
})
