import type { Finding } from '../../findings/types.ts'
import { findingFact as factOf } from '../../i18n/finding-facts.ts'
import { sentenceKeyOf } from '../../i18n/findings.ts'
import type { Language } from '../../ipc/contract.ts'
import { findingText, withEvidence } from './finding-text.ts'

/** What tells it from others of its code, for a line below their title; the whole sentence where nothing shorter does. */
export function findingFact(finding: Finding, language: Language): string {
  const fact = factOf(sentenceKeyOf(finding), language)
  return fact === undefined ? findingText(finding, language) : withEvidence(fact, finding, language)
}
