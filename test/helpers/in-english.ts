import { type Fault, sentenceOf } from '../../shared/bytes/errors.ts'
import { english, plainEnglish } from '../../shared/phrases/english.ts'
import { isPhrase, type Phrase, type Said } from '../../shared/phrases/phrase.ts'
import type { FaultJson } from '../../shared/report/json/said-json.ts'

type InEnglish<T> = T extends Fault
  ? FaultJson
  : T extends Phrase
    ? string
    : T extends readonly (infer Each)[]
      ? readonly InEnglish<Each>[]
      : T extends object
        ? { readonly [Name in keyof T]: InEnglish<T[Name]> }
        : T

/** What is said anywhere in a value as JSON has it: expected and found as texts, what is wrong as a sentence. */
export function inEnglish<T>(value: T): InEnglish<T> {
  return textsOf(value) as InEnglish<T>
}

function textsOf(value: unknown): unknown {
  if (isPhrase(value)) return english(value)
  if (Array.isArray(value)) return value.map(textsOf)
  if (Object.prototype.toString.call(value) !== '[object Object]') return value
  const texts = Object.entries(Object(value)).map(([name, one]) => [name, textOf(name, one)])
  return { ...Object.fromEntries(texts), ...sentenceIn(Object(value)) }
}

function textOf(name: string, value: unknown): unknown {
  const isOfPlace = name === 'expected' || name === 'found'
  const isSaid = isPhrase(value) || typeof value === 'number'
  return isOfPlace && isSaid ? plainEnglish(value as Said) : textsOf(value)
}

function sentenceIn(value: object): Partial<FaultJson> {
  const isFault = 'code' in value && 'what' in value && 'expected' in value
  return isFault ? { message: english(sentenceOf(value as Fault)) } : {}
}
