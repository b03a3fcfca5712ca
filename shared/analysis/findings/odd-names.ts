import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'

const PRINTABLE_ASCII = /^[ -~]*$/
/** Bytes that are not UTF-8 are lone surrogates; a pair of them is a character like any other. */
const NOT_UTF8 = /(?<![\ud800-\udbff])[\udc80-\udcff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

/** A name that programs which read lines, or text, take for another. */
export function oddNameClue(path: TreePath): Clue | undefined {
  if (PRINTABLE_ASCII.test(path)) return undefined
  const name = baseNameOf(path)
  if (CONTROL.test(name)) return clue('odd-name', { case: 'control', name })
  return NOT_UTF8.test(name) ? clue('odd-name', { case: 'bytes', name }) : undefined
}
