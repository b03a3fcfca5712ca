import { describe, expect, test } from 'vitest'
import { judgedClues } from '../../../shared/analysis/findings/check-findings.ts'
import { finding } from '../../../shared/findings/finding.ts'
import type { Finding } from '../../../shared/findings/types.ts'
import { REFUSAL_CODES } from '../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import { isEvidenceKey } from '../../../shared/i18n/findings.ts'
import { verdictEn } from '../../../shared/i18n/verdict.en.ts'
import { findingText, refusalText } from '../../../shared/report/text/finding-text.ts'
import { hostileImages } from '../../differential/hostile-images.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'

const languages = ['en', 'zh-CN'] as const
const CODE = new RegExp(REFUSAL_CODES.join('|'))

/** What is told of OpenStack's refusal of an image in Glance. */
function refused(bytes: Uint8Array): Finding | undefined {
  const { openstack } = imageVerdict(memorySource(bytes), { role: 'image' })
  const clues = judgedClues({ checks: [], refusals: openstack.reasons }, new Set())
  const [clue] = clues
  return clue && finding(clue.code, { kind: 'image', path: 'p' }, clue.evidence)
}

const found = hostileImages().flatMap(({ name, bytes }) => {
  const one = refused(bytes)
  return one === undefined ? [] : [{ name, finding: one }]
})

describe('that OpenStack refuses an image', () => {
  test('is met for each reason that has a sentence by its code alone', () => {
    const told = found.flatMap(({ finding: { evidence } }) => evidence['refusals'] ?? [])
    const names = new Set(told.map((name) => String(name).split('/')[0]))
    for (const code of ['oslo-backing-file', 'oslo-data-file', 'oslo-banned', 'oslo-version']) {
      expect(names).toContain(code)
    }
  })

  test.each(languages)('is told in words, each reason too (%s)', (language) => {
    expect(found.length).toBeGreaterThan(20)
    for (const { name, finding: one } of found) {
      const all = [one.evidence['refusals'] ?? []].flat().map(String)
      expect(all, name).toContain(one.evidence['refusal'])
      const texts = all.map((refusal) => refusalText(refusal, one.evidence, language))
      for (const text of [findingText(one, language), ...texts]) {
        expect(text, name).toMatch(/^\S.*\S$/)
        expect(text, name).not.toMatch(CODE)
      }
    }
  })

  test('has every value that its sentences speak of, and a label for each', () => {
    for (const { name, finding: one } of found) {
      const keys = Object.keys(one.evidence)
      expect(
        keys.filter((key) => !isEvidenceKey(key)),
        name,
      ).toEqual([])
    }
    for (const text of Object.values(verdictEn.refusal)) {
      const values = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, value = '']) => value)
      expect(
        values.filter((value) => !isEvidenceKey(value)),
        text,
      ).toEqual([])
    }
  })
})
