import { describe, expect, test } from 'vitest'
import { FINDING_CODES } from '../../../shared/findings/codes.ts'
import { finding } from '../../../shared/findings/finding.ts'
import { findingRegistry } from '../../../shared/findings/registry.ts'
import type { Evidence } from '../../../shared/findings/types.ts'
import { describedCodes, findingCatalogue, isEvidenceKey } from '../../../shared/i18n/findings.ts'
import { findingText } from '../../../shared/report/finding-text.ts'

const languages = ['en', 'zh-CN'] as const
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)

/** Sentence keys of a code: the code itself, or one for each case. */
function keysOf(code: string): readonly string[] {
  return Object.keys(findingCatalogue('en').sentence).filter((key) => key.split('/')[0] === code)
}

/** Evidence that has every value which a sentence speaks of. */
function sampleEvidence(key: string, sentence: string): Evidence {
  const [, found = ''] = key.split('/')
  const values = placeholders(sentence).map((name) => [name, `<${name}>`])
  return { ...Object.fromEntries(values), ...(found !== '' && { case: found }) }
}

describe('every code', () => {
  test('is in the registry and has words, and nothing else is and has', () => {
    const codes = [...FINDING_CODES].sort()
    expect(Object.keys(findingRegistry).sort()).toEqual(codes)
    expect([...describedCodes].sort()).toEqual(codes)
    const sentences = Object.keys(findingCatalogue('en').sentence).map((key) => key.split('/')[0])
    expect([...new Set(sentences)].sort()).toEqual(codes)
  })

  test.each(FINDING_CODES)('%s becomes a sentence in both languages, with its values', (code) => {
    for (const key of keysOf(code)) {
      for (const language of languages) {
        const sentence = Object.entries(findingCatalogue(language).sentence).find(
          ([known]) => known === key,
        )?.[1]
        const evidence = sampleEvidence(key, sentence ?? '')
        const text = findingText(finding(code, { kind: 'disk', path: 'p' }, evidence), language)
        expect(text).toMatch(/^\S.*\S$/)
        expect(text).not.toMatch(/\{\{|undefined|NaN/)
        for (const name of placeholders(sentence ?? '')) expect(text).toContain(`<${name}>`)
      }
    }
  })

  test('speaks of values that have a label', () => {
    const named = Object.values(findingCatalogue('en').sentence).flatMap(placeholders)
    expect([...new Set(named)].filter((name) => !isEvidenceKey(name))).toEqual([])
  })

  test('refers to what can be looked up', () => {
    for (const { references } of Object.values(findingRegistry)) {
      for (const { id, url } of references) {
        expect(id).not.toBe('')
        expect(new URL(url).protocol).toBe('https:')
      }
    }
  })
})
