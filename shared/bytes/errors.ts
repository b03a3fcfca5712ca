import { placeSentence } from './place-sentence.ts'

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
  /** One English sentence; the terms are qemu's where qemu reports the same fault. */
  readonly message: string
  /** The structure or field, e.g. `header.cluster_bits`. */
  readonly what: string
  /** Byte offset in the file. */
  readonly offset: number
  /** The name of that file, where it is not the image's own but one that it names. */
  readonly file?: string
  readonly expected: string
  readonly found: string
}

/** Whether a fault's sentence says no more than its parts, which are shown beside it. */
export function saysItsPlace(fault: Fault): boolean {
  return fault.message === placeSentence(fault)
}

/** Refuses a field; `offset` is where it is in the file. `message` is qemu's sentence, if it has one. */
export type Refuse = (
  field: string,
  offset: number,
  expected: string,
  found: number | bigint | string,
  message?: string,
) => never

/** Throws the `FormatError` of a field of `structure`, e.g. `qed` or `header`. */
export function refusalIn(structure: string, code: FaultCode = 'invalid'): Refuse {
  return (field, offset, expected, found, message) => {
    throw new FormatError(code, `${structure}.${field}`, offset, expected, `${found}`, message)
  }
}

/** The only error that the readers throw for what a file holds. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly fault: Fault

  constructor(
    code: FaultCode,
    what: string,
    offset: number,
    expected: string,
    found: string,
    message = placeSentence({ what, offset, expected, found }),
  ) {
    super(message)
    this.fault = { code, message, what, offset, expected, found }
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
