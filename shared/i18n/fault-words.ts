import type { Fault } from '../bytes/errors.ts'
import type { Language } from '../ipc/contract.ts'
import { formatOffset } from '../values/offset.ts'
import { FAULT_MESSAGES } from './fault-messages.ts'
import { FAULT_PHRASES, FAULT_PLACES, STRUCTURE_FIELDS } from './fault-phrases.ts'
import { fill } from './fill.ts'
import { joinNames } from './sentences.ts'

/** What is said of a place in a file. */
export type Said = Pick<Fault, 'what' | 'expected' | 'found'>

interface Phrase {
  readonly texts: Readonly<Record<Language, string>>
  readonly pattern: RegExp
}

interface Match {
  readonly phrase: Phrase
  readonly values: Readonly<Record<string, string>>
}

/** What is expected there is an offset, or something at one: a bare number that was found is one too. */
const EXPECTS_OFFSET = /\{\{at\}\}|offset|of its own|cluster of the guest|block inside/

const phrases = [...FAULT_PHRASES, ...FAULT_MESSAGES].map(([en, zh]) => phraseOf(en, zh))
const exact = new Map(phrases.map((phrase) => [phrase.texts.en, phrase]))
/** Those that say most come first: “at most 7 bytes” is also something and “bytes”. */
const templates = phrases
  .filter(({ texts }) => texts.en.includes('{{'))
  .toSorted((a, b) => literalLength(b) - literalLength(a))

function literalLength({ texts }: Phrase): number {
  return texts.en.replace(/\{\{\w+\}\}/g, '').length
}

function phraseOf(en: string, zh: string): Phrase {
  const source = en
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\{at(\d?)\}\}/g, '(?<at$1>0x[\\da-f]+|\\d+)')
    .replace(/\{\{(n\d?)\}\}/g, '(?<$1>.+?)')
  return { texts: { en, 'zh-CN': zh }, pattern: new RegExp(`^${source}$`) }
}

/**
 * What a reader, a check or a verdict says of a place, in the words of `language` and with offsets as
 * people read them. Texts that the file itself gave stay as they are.
 */
export function faultWords<S extends Said>(said: S, language: Language): Said {
  const { what, expected, found } = said
  const wanted = matchOf(expected)
  const isOffset = wanted !== undefined && EXPECTS_OFFSET.test(wanted.phrase.texts.en)
  return {
    what: placeWords(what, language),
    expected: worded(expected, wanted, language),
    found:
      isOffset && /^\d+$/.test(found) ? offsetText(found) : worded(found, matchOf(found), language),
  }
}

/** One text of a reader's, such as what it has found. */
export function phraseWords(text: string, language: Language): string {
  return worded(text, matchOf(text), language)
}

/** As `placeSentence` writes it. */
const PLACE_SENTENCE = /^(.+?) at offset (0x[\da-f]+): expected (.+), found (.*)$/s

/** A whole sentence of a reader's: qemu's, or what stands at a place. */
export function messageWords(message: string, language: Language): string {
  const place = language === 'en' ? undefined : PLACE_SENTENCE.exec(message)
  if (!place) return phraseWords(message, language)
  const [, what = '', offset = '', expected = '', found = ''] = place
  const said = faultWords({ what, expected, found }, language)
  return `${said.what}（偏移 ${offset}）：应为“${said.expected}”，实为“${said.found}”`
}

/** The structure that a fault is about. */
export function placeWords(what: string, language: Language): string {
  const name = STRUCTURE_FIELDS[what] ?? what
  return language === 'zh-CN' ? (FAULT_PLACES[name] ?? name) : name
}

function matchOf(text: string): Match | undefined {
  const phrase = exact.get(text)
  if (phrase !== undefined) return { phrase, values: {} }
  for (const one of templates) {
    const groups = one.pattern.exec(text)?.groups
    if (groups !== undefined) return { phrase: one, values: groups }
  }
  return undefined
}

/** Offsets beyond what a double counts exactly are told to the byte as well. */
function offsetText(offset: string): string {
  return formatOffset(BigInt(offset))
}

function worded(text: string, match: Match | undefined, language: Language): string {
  if (match === undefined) return text
  const { en } = match.phrase.texts
  const values = Object.entries(match.values).map(([name, value]) => {
    if (name.startsWith('at')) return [name, offsetText(value)]
    const isSize = en.includes(`{{${name}}} bytes`)
    return [name, isSize ? grouped(value) : numbersIn(value, language)]
  })
  return fill(match.phrase.texts[language], Object.fromEntries(values))
}

/** A size beyond what a double counts exactly is told to the byte. */
function grouped(value: string): string {
  return value.replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Several numbers, `5, 7`. */
function numbersIn(text: string, language: Language): string {
  return /^\d+(, \d+)+$/.test(text) ? joinNames(text.split(', '), language) : text
}
