import { type Fault, sentenceOf } from '../../bytes/errors.ts'
import { english, plainEnglish } from '../../phrases/english.ts'
import { isPhrase, type Phrase, type Said } from '../../phrases/phrase.ts'

/** What was said of a place in English, as JSON has it: a number is what stands there. */
export type PlaceJson<T extends Place> = Omit<T, 'expected' | 'found'> & {
  readonly expected: string
  readonly found: string
}

interface Place {
  readonly expected: Said
  readonly found: Said
}

export function placeJson<T extends Place>(place: T): PlaceJson<T> {
  const { expected, found } = place
  return { ...place, expected: plainEnglish(expected), found: plainEnglish(found) }
}

export type FaultJson = PlaceJson<Omit<Fault, 'message'>> & { readonly message: string }

export function faultJson(fault: Fault): FaultJson {
  const { code, what, offset, expected, found, file } = fault
  return {
    ...{ code, message: english(sentenceOf(fault)) },
    ...placeJson({ what, offset, expected, found }),
    ...(file !== undefined && { file }),
  }
}

type Value = string | number | readonly string[]

/** The values of evidence: expected and found are texts, and all else that is said is a sentence. */
export function valuesJson(
  values: Readonly<Record<string, Value | Phrase>>,
): Record<string, Value> {
  const texts = Object.entries(values).map(([name, value]) => [name, valueJson(name, value)])
  return Object.fromEntries(texts)
}

function valueJson(name: string, value: Value | Phrase): Value {
  const isOfPlace = name === 'expected' || name === 'found'
  if (isPhrase(value)) return isOfPlace ? plainEnglish(value) : english(value)
  return isOfPlace && typeof value === 'number' ? `${value}` : value
}
