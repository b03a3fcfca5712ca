import { FormatError } from '../../bytes/errors.ts'
import type { Phrase, Sayable } from '../../phrases/phrase.ts'

/** Refuses the bitmaps extension or its directory, in qemu's words. Throws `FormatError`. */
export function fault(
  code: 'invalid' | 'limit' | 'unsupported',
  offset: number,
  expected: Sayable,
  found: Sayable,
  message: Phrase,
): never {
  throw new FormatError(code, 'bitmaps', offset, expected, found, message)
}
