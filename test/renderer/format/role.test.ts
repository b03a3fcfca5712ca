import { expect, test } from 'vitest'
import { roleKeys } from '../../../renderer/format/role.ts'
import { rolesEn } from '../../../renderer/i18n/roles.en.ts'

test('each role has a sentence of its own', () => {
  const keys = Object.values(roleKeys)
  expect(new Set(keys).size).toBe(keys.length)
  expect([...keys].sort()).toEqual(Object.keys(rolesEn).sort())
})

test('what is not known is called that, and never unused', () => {
  expect(rolesEn[roleKeys.unknown]).toMatch(/^Not known/)
  expect(JSON.stringify(rolesEn)).not.toMatch(/unused/i)
})
