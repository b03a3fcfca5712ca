import { displayText } from '../bytes/text.ts'
import type { Check, Evidence, Refusal, Verdict } from '../formats/verdict/types.ts'
import type { Language } from '../ipc/contract.ts'
import type { Said } from '../phrases/phrase.ts'
import { formatOffset } from '../values/offset.ts'
import { phraseWords } from './phrase-words.ts'
import { verdictEn } from './verdict.en.ts'
import { verdictZhCn } from './verdict.zh-CN.ts'

/** The shape of every catalogue: Chinese has one plural form. */
export type VerdictCatalogue = Translated<typeof verdictEn>

type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
}

const catalogues: Readonly<Record<Language, VerdictCatalogue>> = {
  en: verdictEn,
  'zh-CN': verdictZhCn,
}

export function verdictCatalogue(language: Language): VerdictCatalogue {
  return catalogues[language]
}

export type FindingKey = keyof typeof verdictEn.finding
export type RefusalKey = keyof typeof verdictEn.refusal

/** The sentence of a finding: `code/reason`, else `code/state`; undefined where nothing was found. */
export function findingKey({ code, state, params }: Check): FindingKey | undefined {
  const [byReason, byState] = [`${code}/${params['reason']}`, `${code}/${state}`]
  if (isFindingKey(byReason)) return byReason
  return isFindingKey(byState) ? byState : undefined
}

function isFindingKey(key: string): key is FindingKey {
  return Object.hasOwn(verdictEn.finding, key)
}

export type TakenKey = keyof typeof verdictEn.taken
export type PartKey = keyof typeof verdictEn.part

/**
 * What OpenStack's inspector takes a file for, where its name for that is not the usual one: it says
 * `gpt` of raw data with any table of partitions, or with the signature of one.
 */
export function takenKey({ detection, openstack }: Verdict): TakenKey | undefined {
  const [format, second] = openstack.formats
  if (format !== 'gpt' || second !== undefined) return undefined
  const { primary } = detection
  return primary === 'mbr' || primary === 'gpt' ? primary : 'boot-signature'
}

/** What a part of an Amazon image is declared to be, which is raw bytes to all but Nova. */
export function partKey({ checks }: Verdict): PartKey | undefined {
  const declared = checks.find(({ code }) => code === 'declared-format')?.params['declared']
  return declared === 'aki' || declared === 'ari' || declared === 'ami' ? declared : undefined
}

export function refusalKey({ code, params }: Refusal): RefusalKey | undefined {
  return refusalKeyOf(`${code}/${params['reason']}`)
}

/** The key of the sentence for `code` or `code/reason`, as findings name it: few reasons have one of their own. */
export function refusalKeyOf(name: string): RefusalKey | undefined {
  if (isRefusalKey(name)) return name
  const [code = ''] = name.split('/')
  return isRefusalKey(code) ? code : undefined
}

function isRefusalKey(key: string): key is RefusalKey {
  return Object.hasOwn(verdictEn.refusal, key)
}

/** The values of the line that says on which bytes a finding rests. */
export function evidenceValues(evidence: Evidence, language: Language = 'en') {
  const text = (said: Said): string => displayText(phraseWords(said, language))
  const { offset, expected, found } = evidence
  return { offset: formatOffset(offset), expected: text(expected), found: text(found) }
}
