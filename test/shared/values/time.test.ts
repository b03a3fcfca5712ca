import { expect, test } from 'vitest'
import { isoSeconds, isoTime } from '../../../shared/values/time.ts'

test('an instant is said in UTC', () => {
  const at = Date.UTC(2026, 10, 26, 21, 11, 16, 250)
  expect(isoTime(at)).toBe('2026-11-26T21:11:16.250Z')
  expect(isoSeconds(at)).toBe('2026-11-26T21:11:16Z')
})

test.each([0, Number.NaN, 8.64e15 + 1, -8.64e15 - 1])('%d is no instant', (ms) => {
  expect(isoTime(ms)).toBeUndefined()
  expect(isoSeconds(ms)).toBeUndefined()
})
