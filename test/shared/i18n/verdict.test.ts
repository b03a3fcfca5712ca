import { describe, expect, test } from 'vitest'
import { CHECK_CODES, IMAGE_ROLES, REFUSAL_CODES } from '../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import { verdictEn } from '../../../shared/i18n/verdict.en.ts'
import { findingKey, refusalKey } from '../../../shared/i18n/verdict.ts'
import { shownParams } from '../../../shared/report/text/shown-params.ts'
import { hostileImages } from '../../differential/hostile-images.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)

describe('the texts of verdicts', () => {
  test('every check has a title, and no sentence belongs to a check that is not', () => {
    expect(Object.keys(verdictEn.check)).toEqual([...CHECK_CODES])
    const codes = new Set(Object.keys(verdictEn.finding).map((key) => key.split('/')[0]))
    expect([...codes].filter((code) => !CHECK_CODES.some((known) => known === code))).toEqual([])
  })

  test('every check and every refusal has a sentence', () => {
    const found = new Set(Object.keys(verdictEn.finding).map((key) => key.split('/')[0]))
    expect(CHECK_CODES.filter((code) => !found.has(code))).toEqual([])
    const refusals = new Set(Object.keys(verdictEn.refusal).map((key) => key.split('/')[0]))
    expect([...refusals]).toEqual([...REFUSAL_CODES])
  })

  test('whatever is found in a hostile file has a sentence whose values are all there', () => {
    for (const role of IMAGE_ROLES) {
      for (const { name, bytes } of hostileImages()) {
        const context = { role, declaredFormat: 'raw' }
        const { checks, openstack } = imageVerdict(memorySource(bytes), context)
        for (const check of checks) {
          if (check.state === 'pass' || check.state === 'not-applicable') continue
          const key = findingKey(check)
          const text = key === undefined ? undefined : verdictEn.finding[key]
          expect(text, `${name}: ${JSON.stringify(check)}`).toBeDefined()
          expect(Object.keys(check.params)).toEqual(
            expect.arrayContaining(placeholders(text ?? '')),
          )
        }
        for (const refusal of openstack.reasons) {
          const key = refusalKey(refusal)
          const text = key === undefined ? undefined : verdictEn.refusal[key]
          expect(text, `${name}: ${JSON.stringify(refusal)}`).toBeDefined()
          expect(Object.keys(refusal.params)).toEqual(
            expect.arrayContaining(placeholders(text ?? '')),
          )
        }
      }
    }
  })
})

test('values are shown as people read them: sizes with units, names without what hides in them', () => {
  expect(shownParams({ size: 5 << 20, ratio: 1000, name: 'a\nb\u202e' })).toEqual({
    size: '5.00 MiB',
    ratio: '1,000',
    name: 'a\\nb\\u202e',
  })
})
