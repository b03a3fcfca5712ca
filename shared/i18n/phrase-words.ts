import type { Language } from '../ipc/contract.ts'
import { FAULT_PLACES, STRUCTURE_FIELDS } from '../phrases/catalogue/fault-places.ts'
import { PHRASES } from '../phrases/catalogue/phrases.ts'
import { english, isOffset, offsetText, textsOf } from '../phrases/english.ts'
import { isPhrase, type Phrase, type PhraseValue, type Said } from '../phrases/phrase.ts'
import { fill } from '../values/fill.ts'
import { joinNames } from './sentences.ts'

/**
 * What a reader, a check or a verdict says, in the words of `language`: offsets as people read them, sizes
 * in groups of digits, to the byte.
 */
export function phraseWords(said: Said, language: Language): string {
  if (typeof said === 'number') return `${said}`
  const { key } = said
  const text = language === 'zh-CN' ? PHRASES[key] : key
  return fill(
    text,
    textsOf(said, (name, value) => valueWords(name, value, language)),
  )
}

/** A whole sentence: in English as the command line and a log have it, so that people find it again. */
export function sentenceWords(sentence: Phrase, language: Language): string {
  return language === 'en' ? english(sentence) : phraseWords(sentence, language)
}

function valueWords(name: string, value: PhraseValue, language: Language): string {
  if (isPhrase(value)) return phraseWords(value, language)
  if (typeof value === 'object') return joinNames(value.map(String), language)
  if (isOffset(name)) return offsetText(value)
  if (name === 'what') return placeWords(`${value}`, language)
  return name.startsWith('bytes') ? grouped(`${value}`) : `${value}`
}

/** A size beyond what a double counts exactly is told to the byte. */
function grouped(value: string): string {
  return value.replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** The structure that a fault is about. */
export function placeWords(what: string, language: Language): string {
  const name = isKey(STRUCTURE_FIELDS, what) ? STRUCTURE_FIELDS[what] : what
  if (language === 'en') return name
  return isKey(FAULT_PLACES, name)
    ? FAULT_PLACES[name]
    : name.replace(/^partition (?=\d+$)/, '分区 ')
}

function isKey<T extends object>(of: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(of, key)
}
