import { displayText, encodeText } from '../bytes/text.ts'

const PLAIN = /^[A-Za-z0-9_@%+:,./][A-Za-z0-9_@%+=:,./-]*$/

/**
 * One word for a POSIX shell that stands for exactly this text, on one line and in ASCII where it
 * has to be: names are hostile. Undefined for a text that no such word can be (one that ends in a
 * newline, which `$(...)` takes away, or that has a NUL).
 */
export function shellWord(text: string): string | undefined {
  if (text.endsWith('\n') || text.includes('\0')) return undefined
  if (PLAIN.test(text)) return text
  // What shows as it is has no newline, no escape and no byte that is not UTF-8 in it.
  if (text !== '' && displayText(text) === text) return `'${text.replaceAll("'", "'\\''")}'`
  if (text === '') return "''"
  return `"$(printf '${[...encodeText(text)].map(octalOrSelf).join('')}')"`
}

/** Without `-`: a format that begins with one is an option to printf. */
const KEPT = /^[A-Za-z0-9 _@+=:,./]$/

function octalOrSelf(byte: number): string {
  const character = String.fromCharCode(byte)
  return KEPT.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`
}

/** A text that is to be one word, or what is such a word already; undefined where there is none. */
export type ShellName = string | { readonly word: string | undefined }

/**
 * A command line of fixed words and names; each `{}` is replaced by the next name as one word.
 * Undefined where a name cannot be written.
 */
export function shellLine(words: string, ...names: readonly ShellName[]): string | undefined {
  const quoted = names.map((name) => (typeof name === 'string' ? shellWord(name) : name.word))
  let at = 0
  let possible = true
  const line = words.replaceAll('{}', () => {
    const word = quoted[at]
    at += 1
    if (word === undefined) possible = false
    return word ?? ''
  })
  return possible ? line : undefined
}
