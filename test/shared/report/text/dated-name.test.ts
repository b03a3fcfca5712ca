import { expect, test } from 'vitest'
import { datedName } from '../../../../shared/report/text/dated-name.ts'

test.each([
  ['en', 'disk.delta (2026-11-14 18:11:59 UTC)'],
  ['zh-CN', 'disk.delta（2026-11-14 18:11:59 UTC）'],
] as const)('a file with its last change is told in the words of %s', (language, text) => {
  expect(datedName('disk.delta 2026-11-14T18:11:59Z', language)).toBe(text)
})

test('a name without an instant behind it stays as it is', () => {
  expect(datedName('2026-11-14T18:11:59Z.bak', 'en')).toBe('2026-11-14T18:11:59Z.bak')
})
