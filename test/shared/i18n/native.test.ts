import { describe, expect, test } from 'vitest'
import { nativeEn } from '../../../shared/i18n/native.en.ts'
import { chosenLanguage, nativeTexts, offeredLanguage } from '../../../shared/i18n/native.ts'
import { nativeZhCn } from '../../../shared/i18n/native.zh-CN.ts'

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe('texts that the system draws', () => {
  test('both languages have the same keys and placeholders', () => {
    expect(Object.keys(nativeZhCn)).toEqual(Object.keys(nativeEn))
    for (const [key, text] of Object.entries(nativeEn)) {
      expect(placeholders(nativeZhCn[key as keyof typeof nativeEn])).toEqual(placeholders(text))
    }
  })

  test('values are put in as they are', () => {
    expect(nativeTexts('en')('dialog.locate', { name: '$& {{name}}' })).toBe('Locate $& {{name}}')
  })
})

test.each([
  ['zh', 'zh-CN'],
  ['zh-Hans-CN', 'zh-CN'],
  ['en-GB', 'en'],
  ['de', 'en'],
] as const)('a system in %s is offered %s', (tag, language) => {
  expect(offeredLanguage(tag)).toBe(language)
})

test('a chosen language goes before the system’s', () => {
  expect(chosenLanguage('system', 'zh-CN')).toBe('zh-CN')
  expect(chosenLanguage('en', 'zh-CN')).toBe('en')
})
