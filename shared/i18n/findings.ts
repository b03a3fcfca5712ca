import type { FindingCode } from '../findings/codes.ts'
import type { Finding } from '../findings/types.ts'
import type { Language } from '../ipc/contract.ts'
import { findingsEn } from './findings.en.ts'
import { findingsZhCn } from './findings.zh-CN.ts'
import { verdictEn } from './verdict.en.ts'
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
  finding: Pick<Finding, 'code' | 'evidence'>,
  language: Language,
): string {
  const key = sentenceKeyOf(finding)
  if (key !== undefined) return findingCatalogue(language).sentence[key]
  const judged: VerdictCatalogue['finding'] = verdictCatalogue(language).finding
  const found = String(finding.evidence['case'])
  if (isKeyOf(judged, found)) return judged[found]
  throw new RangeError(`no sentence for ${finding.code}/${found}`)
}

/** Which sentence is a finding's own; none where its verdict has one. */
export function sentenceKeyOf({
  code,
  evidence,
}: Pick<Finding, 'code' | 'evidence'>): keyof FindingCatalogue['sentence'] | undefined {
  const { sentence } = findingsEn
  const found = String(evidence['case'])
  const byCase = `${code}/${found}`
  if (isKeyOf(sentence, byCase)) return byCase
  if (isKeyOf(verdictEn.finding, found)) return undefined
  return isKeyOf(sentence, code) ? code : undefined
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
