import { type Fault, type FaultCode, FormatError } from '../../bytes/errors.ts'
import { placeSentence } from '../../bytes/place-sentence.ts'

/** A fault that is recorded rather than thrown, in the words that a `FormatError` would use. */
export function faultOf(
  code: FaultCode,
  what: string,
  offset: number,
  expected: string,
  found: string,
): Fault {
  return {
    code,
    message: placeSentence({ what, offset, expected, found }),
    what,
    offset,
    expected,
    found,
  }
}

/** The error that a recorded fault becomes when the stretch is read after all. */
export function errorOf(fault: Fault): FormatError {
  const { code, what, offset, expected, found, message } = fault
  return new FormatError(code, what, offset, expected, found, message)
}
