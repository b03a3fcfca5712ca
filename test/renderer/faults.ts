import type { Fault } from '../../shared/bytes/errors.ts'
import { says } from '../../shared/phrases/phrase.ts'

/** By which a header is refused. */
export const tooManyL1Entries: Fault = {
  code: 'limit',
  what: 'header.l1_size',
  offset: 36,
  expected: says('at most {{n}}', { n: 4_194_304 }),
  found: 9_999_999,
}
