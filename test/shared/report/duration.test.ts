import { expect, test } from 'vitest'
import { formatDuration } from '../../../shared/report/duration.ts'

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [900, '15 min'],
  [3599, '3599 s'],
  [3600, '1 h'],
  [5400, '90 min'],
  [86_400, '24 h'],
  [90_000, '25 h'],
  [604_800, '7 d'],
  [-1, '-1 s'],
])('%d s are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
