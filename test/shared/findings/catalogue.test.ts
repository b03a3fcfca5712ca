import { describe, expect, test } from 'vitest'
import { RULES } from '../../../shared/analysis/findings/check-findings.ts'
import { FINDING_CODES, type FindingCode } from '../../../shared/findings/codes.ts'
import { findingEvidence } from '../../../shared/findings/evidence.ts'
import { finding } from '../../../shared/findings/finding.ts'
import { findingRegistry } from '../../../shared/findings/registry.ts'
import type { Evidence } from '../../../shared/findings/types.ts'
import { CHECK_CODES } from '../../../shared/formats/verdict/types.ts'
import { findingFactsEn } from '../../../shared/i18n/finding-facts.en.ts'
import { findingFactsZhCn } from '../../../shared/i18n/finding-facts.zh-CN.ts'
import { findingCatalogue, isEvidenceKey, sentenceOf } from '../../../shared/i18n/findings.ts'
import { verdictEn } from '../../../shared/i18n/verdict.en.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'

const languages = ['en', 'zh-CN'] as const
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)

/** Cases of a code: its own, or those of the checks of a verdict that it stands for. */
function casesOf(code: FindingCode): readonly (string | undefined)[] {
  const own = Object.keys(findingCatalogue('en').sentence).filter(
    (key) => key.split('/')[0] === code,
  )
  const checks = CHECK_CODES.filter((check) => RULES[check]?.code === code)
  const judged = Object.keys(verdictEn.finding).filter((key) =>
    checks.some((check) => key.split('/')[0] === check),
  )
  return [...own.map((key) => key.split('/')[1]), ...judged]
}

/** Evidence that has every value which the sentence of a case speaks of. */
function sampleEvidence(code: FindingCode, found: string | undefined): Evidence {
  const evidence: Evidence = found === undefined ? {} : { case: found }
  const values = placeholders(sentenceOf({ code, evidence }, 'en')).map((name) => [
    name,
    `<${name}>`,
  ])
  return { ...evidence, ...Object.fromEntries(values) }
}

describe('every code', () => {
  test('is in the registry and has words, and nothing else is and has', () => {
    const codes = [...FINDING_CODES].sort()
    expect(Object.keys(findingRegistry).sort()).toEqual(codes)
    expect(Object.keys(findingCatalogue('en').code).sort()).toEqual(codes)
    const known = new Set<string>(codes)
    const sentences = Object.keys(findingCatalogue('en').sentence).map((key) => key.split('/')[0])
    expect(sentences.filter((code) => !known.has(code ?? ''))).toEqual([])
  })

  test.each(FINDING_CODES)('%s becomes a sentence in both languages, with its values', (code) => {
    const cases = casesOf(code)
    expect(cases).not.toEqual([])
    for (const found of cases) {
      for (const language of languages) {
        const evidence = sampleEvidence(code, found)
        const text = findingText(finding(code, { kind: 'disk', path: 'p' }, evidence), language)
        expect(text).toMatch(/^\S.*\S$/)
        expect(text).not.toMatch(/\{\{|undefined|NaN/)
        for (const name of placeholders(sentenceOf({ code, evidence }, language))) {
          expect(text).toContain(`<${name}>`)
        }
      }
    }
  })

  test('is told in a line by values that its sentence has, alike in both languages', () => {
    const sentences: Readonly<Record<string, string>> = findingCatalogue('en').sentence
    const chinese: Readonly<Record<string, string>> = findingFactsZhCn
    for (const [key, fact] of Object.entries(findingFactsEn)) {
      const values = [...new Set(placeholders(fact))].sort()
      expect([key, ...values]).not.toEqual([key])
      expect([
        key,
        ...values.filter((name) => !placeholders(sentences[key] ?? '').includes(name)),
      ]).toEqual([key])
      expect([key, ...new Set(placeholders(chinese[key] ?? ''))].slice(1).sort()).toEqual(values)
    }
  })

  test('speaks of values that have a label', () => {
    const judged = FINDING_CODES.flatMap((code) => casesOf(code).map((found) => ({ code, found })))
    const named = judged.flatMap(({ code, found }) => Object.keys(sampleEvidence(code, found)))
    expect([...new Set(named)].filter((name) => name !== 'case' && !isEvidenceKey(name))).toEqual(
      [],
    )
  })

  test('announces the values that its sentences have, which are a part of FINDINGS.md', () => {
    for (const code of FINDING_CODES) {
      const keys = new Set<string>(findingEvidence[code].keys)
      const spoken = casesOf(code)
        .filter((found) => !/^(?:truncated|tables)\/partly$/.test(found ?? ''))
        .flatMap((found) => Object.keys(sampleEvidence(code, found)))
      expect([code, ...spoken.filter((key) => !keys.has(key))]).toEqual([code])
    }
  })

  test('refers to what can be looked up', () => {
    for (const [code, { references }] of Object.entries(findingRegistry)) {
      expect(references.length, code).toBeGreaterThan(0)
      for (const { id, url } of references) {
        expect(id).not.toBe('')
        expect(new URL(url).protocol).toBe('https:')
      }
    }
  })
})
