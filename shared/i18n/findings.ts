import type { FindingCode } from '../findings/codes.ts'
import type { Finding } from '../findings/types.ts'
import type { Language } from '../ipc/contract.ts'
import { findingsEn } from './findings.en.ts'
import { findingsZhCn } from './findings.zh-CN.ts'

/** The shape of every catalogue. */
export type FindingCatalogue = Translated<typeof findingsEn>

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

export type SentenceKey = keyof typeof findingsEn.sentence
export type EvidenceKey = keyof typeof findingsEn.evidence
export type ReasonKey = keyof typeof findingsEn.reason

const catalogues: Readonly<Record<Language, FindingCatalogue>> = {
  en: findingsEn,
  'zh-CN': findingsZhCn,
}

export function findingCatalogue(language: Language): FindingCatalogue {
  return catalogues[language]
}

/** Every code has words, and no words are without a code. */
const codes: Readonly<Record<FindingCode, unknown>> = findingsEn.code
export const describedCodes: readonly string[] = Object.keys(codes)

/** The sentence of a finding: by code and case, else by code. */
export function sentenceKey({ code, evidence }: Pick<Finding, 'code' | 'evidence'>): SentenceKey {
  const byCase = `${code}/${evidence['case']}`
  if (isSentenceKey(byCase)) return byCase
  if (isSentenceKey(code)) return code
  throw new RangeError(`no sentence for ${byCase}`)
}

function isSentenceKey(key: string): key is SentenceKey {
  return Object.hasOwn(findingsEn.sentence, key)
}

export function isEvidenceKey(key: string): key is EvidenceKey {
  return Object.hasOwn(findingsEn.evidence, key)
}

export function isReasonKey(key: unknown): key is ReasonKey {
  return typeof key === 'string' && Object.hasOwn(findingsEn.reason, key)
}
