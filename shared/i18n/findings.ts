import type { FindingCode } from '../findings/codes.ts'
import type { Finding } from '../findings/types.ts'
import type { Language } from '../ipc/contract.ts'
import { findingsEn } from './findings.en.ts'
import { findingsZhCn } from './findings.zh-CN.ts'
import { type FindingKey, type VerdictCatalogue, verdictCatalogue } from './verdict.ts'

/** The shape of every catalogue. */
export type FindingCatalogue = Translated<typeof findingsEn>

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

type CaseIn<Sentence> = Sentence extends `${FindingCode}/${infer Case}` ? Case : never

/** Every `case` of a finding that there is a sentence for. */
export type FindingCase = FindingKey | CaseIn<keyof typeof findingsEn.sentence>

export type EvidenceKey = keyof typeof findingsEn.evidence

const catalogues: Readonly<Record<Language, FindingCatalogue>> = {
  en: findingsEn,
  'zh-CN': findingsZhCn,
}

export function findingCatalogue(language: Language): FindingCatalogue {
  return catalogues[language]
}

/**
 * The sentence of a finding, its values still to be filled in: by code and case, else by code; what
 * an image's verdict found has the verdict's own sentence.
 */
export function sentenceOf(
  { code, evidence }: Pick<Finding, 'code' | 'evidence'>,
  language: Language,
): string {
  const { sentence } = findingCatalogue(language)
  const found = String(evidence['case'])
  const byCase = `${code}/${found}`
  if (isKeyOf(sentence, byCase)) return sentence[byCase]
  const judged: VerdictCatalogue['finding'] = verdictCatalogue(language).finding
  if (isKeyOf(judged, found)) return judged[found]
  if (isKeyOf(sentence, code)) return sentence[code]
  throw new RangeError(`no sentence for ${byCase}`)
}

/** What to do about a finding, one after the other, its values still to be filled in. */
export function adviceOf(
  { code, evidence }: Pick<Finding, 'code' | 'evidence'>,
  language: Language,
): readonly string[] {
  const catalogue = findingCatalogue(language)
  const byCase = `${code}/${String(evidence['case'])}`
  const { steps } = catalogue
  return isKeyOf(steps, byCase) ? Object.values(steps[byCase]) : [catalogue.code[code].advice]
}

function isKeyOf<T extends object>(texts: T, key: string): key is keyof T & string {
  return Object.hasOwn(texts, key)
}

export function isEvidenceKey(key: string): key is EvidenceKey {
  return Object.hasOwn(findingsEn.evidence, key)
}
