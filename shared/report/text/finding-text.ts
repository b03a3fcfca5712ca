import type { Finding } from '../../findings/types.ts'
import { adviceOf, findingCatalogue, sentenceOf } from '../../i18n/findings.ts'
import { placeWords, sentenceWords } from '../../i18n/phrase-words.ts'
import { joinNames, joinSentences } from '../../i18n/sentences.ts'
import { refusalKeyOf, verdictCatalogue } from '../../i18n/verdict.ts'
import type { Language } from '../../ipc/contract.ts'
import { isPhrase } from '../../phrases/phrase.ts'
import { cutText } from '../../values/cut-text.ts'
import { fill } from '../../values/fill.ts'
import { formatOffset } from '../../values/offset.ts'
import { formatAge } from '../age.ts'
import { formatCount } from '../count.ts'
import { formatAlike, formatGib } from '../size.ts'
import { datedName } from './dated-name.ts'
import { reasonText } from './reason-text.ts'

type Value = Finding['evidence'][string]

/** Values of evidence that are bytes. */
const SIZES: ReadonlySet<string> = new Set([
  'allocated',
  'available',
  'below',
  'growth',
  'length',
  'limit',
  'size',
  'total',
  'virtual',
])

/** Bytes of what Nova counts in GiB, in which they stand beside its other numbers. */
const IN_GIB: ReadonlySet<string> = new Set(['least', 'left', 'wanted'])

/** Those of a sentence that compares the space there is with what is wanted of it. */
const COMPARED = ['available', 'growth', 'total', 'virtual'] as const

const COUNTS: ReadonlySet<string> = new Set(['count', 'layers', 'leftovers', 'ratio'])

/** What was found, in one sentence; names stand as they are recorded. */
export function findingText(finding: Finding, language: Language = 'en'): string {
  const { evidence } = finding
  const { allocatedFrom, headerFix, owned } = findingCatalogue(language)
  const text = withEvidence(sentenceOf(finding, language), finding, language)
  if (evidence['allocatedFrom'] === 'tables') {
    return joinSentences([text, allocatedFrom.tables], language)
  }
  const { fix, nova, owner, mode } = evidence
  if (owner !== undefined) {
    const whose = fill(owned, { owner: String(owner), mode: String(mode) })
    return joinSentences([text, whose], language)
  }
  if (fix !== 'has' && fix !== 'lacks') return text
  return joinSentences([text, fill(headerFix[fix], { nova: String(nova) })], language)
}

/** A text of the catalogue with the values of a finding, as people read them. */
export function withEvidence(text: string, { evidence }: Finding, language: Language): string {
  const { unknownAllocated } = findingCatalogue(language)
  const values = Object.entries(evidence).map(([name, value]) => [
    name,
    evidenceText(name, value, evidence, language),
  ])
  return fill(text, { allocated: unknownAllocated, ...Object.fromEntries(values) })
}

/** What to do about it, one after the other. */
export function adviceText(finding: Finding, language: Language): readonly string[] {
  const { evidence } = finding
  const image = evidence['image']
  const values = typeof image === 'string' ? { image: cutText(image) } : {}
  return adviceOf(finding, language).map((step) => fill(step, values))
}

/** One value as people read it. */
export function evidenceText(
  name: string,
  value: Value,
  evidence: Finding['evidence'],
  language: Language,
): string {
  if (name === 'reason') return reasonText(value, evidence['errno'], language)
  if (name === 'allocatedFrom') return findingCatalogue(language).allocatedFrom.tables
  if (name === 'fix') return findingCatalogue(language).fix[value === 'has' ? 'has' : 'lacks']
  if (name === 'refusal') return refusalText(String(value), evidence, language)
  if (name === 'what' && typeof value === 'string') return placeWords(value, language)
  if (isPhrase(value)) return sentenceWords(value, language)
  if (name === 'age' && typeof value === 'number') return formatAge(value, language)
  if (typeof value === 'number') return numberText(name, value, evidence)
  if (typeof value === 'string') return cutText(value)
  return joinNames(
    value.map((one) => cutText(datedName(one, language))),
    language,
  )
}

function isOfText(evidence: Finding['evidence']): boolean {
  return evidence['message'] !== undefined && evidence['expected'] === undefined
}

function numberText(name: string, value: number, evidence: Finding['evidence']): string {
  // Those of a text are counted in characters.
  if (name === 'offset' && !isOfText(evidence)) return formatOffset(value)
  if (COUNTS.has(name)) return formatCount(value)
  if (IN_GIB.has(name)) return formatGib(value)
  if (!SIZES.has(name)) return String(value)
  const isCompared = evidence['total'] !== undefined || evidence['growth'] !== undefined
  const compared = isCompared ? COMPARED.map((other) => evidence[other]) : []
  return formatAlike(compared.filter((size) => typeof size === 'number'))(value)
}

function valueInRefusal(value: Value, language: Language): string {
  if (isPhrase(value)) return sentenceWords(value, language)
  return typeof value === 'object'
    ? joinNames(value.map(cutText), language)
    : cutText(String(value))
}

/** Why OpenStack refuses an image, in one sentence; `name` is one of the finding's refusals. */
export function refusalText(
  name: string,
  evidence: Finding['evidence'],
  language: Language,
): string {
  const key = refusalKeyOf(name)
  const values = Object.entries(evidence).map(([of, value]) => [
    of,
    valueInRefusal(value, language),
  ])
  return key === undefined
    ? name
    : fill(verdictCatalogue(language).refusal[key], Object.fromEntries(values))
}
