import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { english } from '../phrases/english.ts'
import { type Phrase, type Said, type Sayable, said, says } from '../phrases/phrase.ts'

/**
 * Why bytes are not what their format asks for.
 * `truncated`: the source ends inside a structure. `limit`: a count or size is over a named limit.
 * `invalid`: a value that the format does not allow. `unsupported`: legal, but not readable here.
 * `encrypted`: readable only with a key. `changed`: the file changed while it was read.
 */
export type FaultCode = 'truncated' | 'limit' | 'invalid' | 'unsupported' | 'encrypted' | 'changed'

/** A `FormatError` as plain data, fit for IPC and reports. */
export interface Fault {
  readonly code: FaultCode
  /** qemu's sentence, or one in its terms, where there is more to say than the place. */
  readonly message?: Phrase
  /** The structure or field, e.g. `header.cluster_bits`. */
  readonly what: FaultPlace
  /** Byte offset in the file. */
  readonly offset: number
  /** The name of that file, where it is not the image's own but one that it names. */
  readonly file?: string
  readonly expected: Said
  readonly found: Said
}

/** What a fault comes to in one sentence: its own, or what stands at its place. */
export function sentenceOf(fault: Omit<Fault, 'code'>): Phrase {
  const { message, what, offset, expected, found } = fault
  if (message !== undefined) return message
  return says('{{what}} at offset {{at}}: {{expectation}}', {
    ...{ what, at: offset },
    expectation: expectationOf({ expected, found }),
  })
}

/** The second half of it. */
export function expectationOf({ expected, found }: Pick<Fault, 'expected' | 'found'>): Phrase {
  return says('expected {{expected}}, found {{found}}', { expected, found })
}

/** Refuses a field; `offset` is where it is in the file. `message` is qemu's sentence, if it has one. */
export type Refuse = (
  field: string,
  offset: number,
  expected: Sayable,
  found: Sayable,
  message?: Phrase,
) => never

/** Throws the `FormatError` of a field of `structure`, e.g. `qed` or `header`. */
export function refusalIn(structure: string, code: FaultCode = 'invalid'): Refuse {
  return (field, offset, expected, found, message) => {
    throw new FormatError(code, `${structure}.${field}`, offset, expected, found, message)
  }
}

/** The only error that the readers throw for what a file holds. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly fault: Fault

  constructor(
    code: FaultCode,
    what: FaultPlace,
    offset: number,
    expected: Sayable,
    found: Sayable,
    message?: Phrase,
  ) {
    const place = { what, offset, expected: said(expected), found: said(found) }
    const fault = { code, ...(message !== undefined && { message }), ...place }
    super(english(sentenceOf(fault)))
    this.fault = fault
  }
}

/** What `read` gives; undefined where bytes are not what their format asks for, and nobody has to be told why. */
export function ifWellFormed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

/** The fault of the `FormatError` that `check` throws; undefined where it throws none. */
export function faultIn(check: () => void): Fault | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof FormatError) return error.fault
    throw error
  }
}
