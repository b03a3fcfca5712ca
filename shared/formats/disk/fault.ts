import { type Fault, type FaultCode, FormatError } from '../../bytes/errors.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { type Phrase, type Sayable, said } from '../../phrases/phrase.ts'

/** A fault that is recorded rather than thrown, in the words that a `FormatError` would use. */
export function faultOf(
  code: FaultCode,
  what: FaultPlace,
  offset: number,
  expected: Sayable,
  found: Sayable,
  message?: Phrase,
): Fault {
  const place = { what, offset, expected: said(expected), found: said(found) }
  return message === undefined ? { code, ...place } : { code, message, ...place }
}

/** The error that a recorded fault becomes when the stretch is read after all. */
export function errorOf({ code, what, offset, expected, found, message }: Fault): FormatError {
  return new FormatError(code, what, offset, expected, found, message)
}
