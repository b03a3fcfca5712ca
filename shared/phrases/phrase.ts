import type { FaultPlace } from './catalogue/fault-places.ts'
import type { PhraseKey } from './catalogue/phrases.ts'

/**
 * What a reader, a check or a verdict says, as data: `key` is the English text, and names its Chinese
 * (`catalogue/`); `values` are what differs from file to file. It becomes text only where it is shown: by
 * `english.ts`, or in the window's language by `shared/i18n/phrase-words.ts`.
 *
 * The name of a value tells what it is, to the compiler too, and how people read it: see `Kinds`.
 */
export interface Phrase {
  readonly key: PhraseKey
  readonly values: Readonly<Record<string, PhraseValue>>
}

/** What 2^53 is too small for is a text of digits: reports are JSON. */
export type PhraseValue = string | number | readonly (string | number)[] | Phrase

/** What is said of a field: a phrase, or the number that stands there. */
export type Said = Phrase | number

/** As readers give it: 64 bits are a bigint. */
export type Sayable = Said | bigint

type NameIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never

/** What a value is, by its name. */
interface Kinds {
  /** An offset. */
  readonly at: number | bigint
  /** A size. */
  readonly bytes: number | bigint
  /** A count, or any other number that is read as it stands. */
  readonly n: number | bigint
  /** Digits of base 16, as the program has them whose sentence it is. */
  readonly hex: string
  /** What something is called, by the file or by the format. */
  readonly name: string
  readonly list: readonly (string | number)[]
  /** Anything of the file's own. */
  readonly text: string
  readonly what: FaultPlace
  readonly expected: Said
  readonly found: Said
  readonly expectation: Phrase
  readonly where: Phrase
  readonly why: Phrase
}

/** The second of a kind has a 2 behind it, `{{n2}}`. A name that is no kind takes nothing. */
type Given<Name> = Name extends keyof Kinds
  ? Kinds[Name]
  : Name extends `${infer Kind extends keyof Kinds}${2 | 3 | 4}`
    ? Kinds[Kind]
    : never

/** The values of a phrase, by the names in its key. */
export type ValuesOf<Key extends PhraseKey> = { readonly [Name in NameIn<Key>]: Given<Name> }

/** A phrase of the catalogue with its values: `says('an end up to {{at}}', { at: end })`. */
export function says<Key extends PhraseKey>(
  key: Key,
  ...[values]: NameIn<Key> extends never ? [] : [ValuesOf<Key>]
): Phrase {
  const kept: Record<string, PhraseValue> = {}
  const given: readonly [string, PhraseValue | bigint][] = Object.entries(values ?? {})
  for (const [name, value] of given) {
    kept[name] = typeof value === 'bigint' || typeof value === 'number' ? plain(value) : value
  }
  return { key, values: kept }
}

/** Text that is in no catalogue: what the file itself gave, a field's name, a signature. */
export function quote(text: string): Phrase {
  return says('{{text}}', { text })
}

/** What is said, fit for what carries no bigint. */
export function said(value: Sayable): Said {
  if (typeof value === 'object') return value
  const number = plain(value)
  return typeof number === 'number' ? number : quote(number)
}

/** A double beyond 2^53 is exact, and is not written so by itself. */
function plain(value: number | bigint): number | string {
  const number = Number(value)
  if (Number.isSafeInteger(number) || !Number.isInteger(number)) return number
  return `${BigInt(value)}`
}

/** The same phrase with its texts as `change` has them, at any depth. */
export function withTexts<S extends Said>(of: S, change: (text: string) => string): S {
  if (typeof of === 'number') return of
  const { key, values } = of
  const entries = Object.entries(values).map(([name, value]) => [name, textsOf(value, change)])
  return { key, values: Object.fromEntries(entries) } as S
}

function textsOf(value: PhraseValue, change: (text: string) => string): PhraseValue {
  if (typeof value === 'string') return change(value)
  if (isPhrase(value)) return withTexts(value, change)
  if (typeof value === 'number') return value
  return value.map((one) => (typeof one === 'string' ? change(one) : one))
}

/** Among values of other kinds, of which lists are the other objects. */
export function isPhrase(value: unknown): value is Phrase {
  return typeof value === 'object' && value !== null && 'key' in value && 'values' in value
}
