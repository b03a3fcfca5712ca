import { expect, test } from 'vitest'
import { headerFix } from '../../../shared/nova/header-fix.ts'

test.each([
  ['13.1.4', 'lacks'],
  ['26.2.2', 'lacks'],
  ['26.2.2-1~deb12u5', 'lacks'],
  ['29.4.0', 'lacks'],
  ['30.2.1', 'lacks'],
  ['30.2.3', 'has'],
  ['30.10.0', 'has'],
  ['31.2.0', 'lacks'],
  ['31.2.2', 'has'],
  ['31.3.0', 'has'],
  ['32.1.0', 'lacks'],
  ['32.1.2', 'has'],
])('Nova %s: the fix of CVE-2026-24708 it %s', (version, expected) => {
  expect(headerFix(version)).toBe(expected)
})

test.each([
  undefined,
  '',
  '33.0.0',
  '2012.1',
  '32',
  '32.1',
  '32.1.1.dev5',
  'x',
  '99999999.1.1',
  '30.2.2',
  '32.1.1',
])(
  'of Nova %s nothing is said: no advisory names it so, or a checkout before the fix has its number',
  (version) => {
    expect(headerFix(version)).toBeUndefined()
  },
)
