import { expect, test } from 'vitest'
import { roleKeys } from '../../../renderer/format/role.ts'
import { roleLabelsEn } from '../../../renderer/i18n/role-labels.en.ts'
import { roleLabelsZhCn } from '../../../renderer/i18n/role-labels.zh-CN.ts'
import { rolesEn } from '../../../renderer/i18n/roles.en.ts'

test('each role has a sentence of its own', () => {
  const keys = Object.values(roleKeys)
  expect(new Set(keys).size).toBe(keys.length)
  expect([...keys].sort()).toEqual(Object.keys(rolesEn).sort())
})

test('each role has a label of a few words, which is no sentence', () => {
  expect(Object.keys(roleLabelsEn).sort()).toEqual(Object.keys(rolesEn).sort())
  for (const label of [...Object.values(roleLabelsEn), ...Object.values(roleLabelsZhCn)]) {
    expect(label).not.toMatch(/[.。;；]$/)
    expect(label.length).toBeLessThanOrEqual(30)
  }
})

test('what is not known is called that, and never unused', () => {
  expect(rolesEn[roleKeys.unknown]).toMatch(/^Not known/)
  expect(JSON.stringify(rolesEn)).not.toMatch(/unused/i)
})
