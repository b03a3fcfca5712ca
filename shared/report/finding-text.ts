import type { Finding } from '../findings/types.ts'
import { fill } from '../i18n/fill.ts'
import { findingCatalogue, isReasonKey, sentenceKey } from '../i18n/findings.ts'
import type { Language } from '../ipc/contract.ts'
import { formatSize } from './size.ts'

/** Values of evidence that are bytes. */
export const SIZE_NAMES: ReadonlySet<string> = new Set(['allocated'])

/** What was found, in one sentence; names stand as they are recorded. */
export function findingText(finding: Finding, language: Language = 'en'): string {
  const values = Object.entries(finding.evidence).map(([name, value]) => [
    name,
    evidenceText(name, value, finding, language),
  ])
  const sentence = findingCatalogue(language).sentence[sentenceKey(finding)]
  return fill(sentence, Object.fromEntries(values))
}

/** One value as people read it. */
export function evidenceText(
  name: string,
  value: Finding['evidence'][string],
  { evidence }: Finding,
  language: Language,
): string {
  if (name === 'reason') return reasonText(value, evidence['errno'], language)
  if (typeof value === 'number') return SIZE_NAMES.has(name) ? formatSize(value) : String(value)
  return typeof value === 'string' ? value : value.join(', ')
}

/** The code of a `TreeFault` in words, with the system's own name for it. */
export function reasonText(code: unknown, errno: unknown, language: Language = 'en'): string {
  const words = isReasonKey(code) ? findingCatalogue(language).reason[code] : String(code)
  return typeof errno === 'string' && errno !== '' ? `${words} (${errno})` : words
}
