import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatAlike, formatGib, formatSize } from '../../../shared/report/size.ts'

const KIB = 1024

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [1023, '1023 B'],
  [KIB, '1.00 KiB'],
  [1536, '1.50 KiB'],
  [9.994 * KIB, '9.99 KiB'],
  [9.996 * KIB, '10.0 KiB'],
  [99.96 * KIB, '100 KiB'],
  [192.5 * KIB, '193 KiB'],
  [999.9 * KIB, '1000 KiB'],
  [1023.4 * KIB, '1023 KiB'],
  [1023.9 * KIB, '1.00 MiB'],
  [KIB ** 2, '1.00 MiB'],
  [20 * KIB ** 3, '20.0 GiB'],
  [1023.9 * KIB ** 4, '1.00 PiB'],
  [5000 * KIB ** 5, '5000 PiB'],
  [-1536, '-1.50 KiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})

test.each([
  [75.06 * KIB ** 3, '75.06 GiB'],
  [2.2 * KIB ** 4, '2,252.80 GiB'],
  [-2273.54 * KIB ** 3, '-2,273.54 GiB'],
  [-2 * KIB ** 5, '-2,097,152.00 GiB'],
  [512 * KIB ** 2, '0.50 GiB'],
  [-62.98 * KIB ** 3, '-62.98 GiB'],
  [-3753, '0.00 GiB'],
])('%d bytes beside whole GiB are %s', (bytes, text) => {
  expect(formatGib(bytes)).toBe(text)
})

test.each([
  [1.2, 49.3 / 1024, ['1,229 GiB', '49.3 GiB']],
  [40, 12, ['40.0 TiB', '12.0 TiB']],
  [9, 61.6 / 1024, ['9,216 GiB', '61.6 GiB']],
  [727.54, 61.6 / 1024, ['728 TiB', '61.6 GiB']],
  [1.2, 0, ['1.20 TiB', '0 B']],
  [1.2, 5 / 1024 ** 2, ['1,229 GiB', '5.00 MiB']],
  [0.5 / 1024 ** 2, 0.25 / 1024 ** 3, ['512 KiB', '0.25 KiB']],
])('%d TiB and %d TiB are written in one unit where they are compared', (one, other, texts) => {
  const sizes = [one, other].map((size) => Math.round(size * KIB ** 4))
  expect(sizes.map(formatAlike(sizes))).toEqual(texts)
})

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

function bytesOf(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) (\w+)$/.exec(text) ?? []
  return Number(digits) * KIB ** units.indexOf(unit)
}

const bytes = fc.oneof(
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  fc.integer({ min: 0, max: 53 }).chain((bits) => fc.nat({ max: 2 ** bits })),
)

test('what is more is never shown as less', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const [less, more] = a <= b ? [a, b] : [b, a]
      expect(bytesOf(formatSize(less))).toBeLessThanOrEqual(bytesOf(formatSize(more)))
    }),
  )
})

test('what is shown is within half of the third digit', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const shown = bytesOf(formatSize(value))
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(value * 0.005 + 1e-9)
      expect(formatSize(value)).toMatch(/^\d{1,4}(\.\d{1,2})? [KMGTP]?i?B$/)
    }),
  )
})
