import { cutText } from '../values/cut-text.ts'
import { fill } from '../values/fill.ts'
import { formatOffset } from '../values/offset.ts'
import { isPhrase, type Phrase, type PhraseValue, type Said } from './phrase.ts'

/**
 * What was said as a sentence has it, on the command line and in reports. Its offsets are hexadecimal, as the
 * window, the verdict and qemu-img's map and check have theirs.
 */
export function english(said: Said): string {
  return filled(said, (name, value) => (isOffset(name) ? offsetText(value) : `${value}`))
}

/** What was said as a value of JSON: all of its numbers are decimal. */
export function plainEnglish(said: Said): string {
  return filled(said, (_, value) => `${value}`)
}

/** An offset that no number holds is a text of digits. */
export function offsetText(value: string | number): string {
  return formatOffset(typeof value === 'string' ? BigInt(value) : value)
}

/** Whether a value of that name is an offset in the file. */
export function isOffset(name: string): boolean {
  return /^at\d?$/.test(name)
}

function filled(said: Said, shown: (name: string, value: string | number) => string): string {
  const textOf = (name: string, value: PhraseValue): string => {
    if (isPhrase(value)) return filled(value, shown)
    return typeof value === 'object' ? value.join(', ') : shown(name, value)
  }
  return typeof said === 'number' ? `${said}` : fill(said.key, textsOf(said, textOf))
}

/** The values of a phrase as texts. */
export function textsOf(
  { values }: Phrase,
  textOf: (name: string, value: PhraseValue) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      textOf(name, typeof value === 'string' ? cutText(value) : value),
    ]),
  )
}
