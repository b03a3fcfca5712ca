import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { says } from '../phrases/phrase.ts'
import { FormatError } from './errors.ts'

/**
 * A sized run of bytes, read synchronously: an open file, a member of a capture, a test's memory.
 * The core knows no other way to reach a byte.
 */
export interface ByteSource {
  /** Length in bytes when it was opened. A file that another program lengthens may have more of them after a read. */
  readonly size: number
  /**
   * Fills `target` from `offset` and returns how many bytes there were. Fewer than asked only where
   * the source ends, which may be before `size` when a file shrinks while it is read.
   * Throws a `TreeError` when the bytes cannot be had.
   */
  read(target: Uint8Array, offset: number): number
}

/**
 * Exactly `length` bytes at `offset`, in memory of their own. Throws `FormatError`: `limit` when
 * `length` is over `limit` and `truncated` when the source ends before; both before allocating.
 */
export function readBytes(
  source: ByteSource,
  offset: number,
  length: number,
  what: FaultPlace,
  limit: number,
): Uint8Array {
  if (length > limit) {
    throw new FormatError(
      'limit',
      what,
      offset,
      says('at most {{bytes}} bytes', { bytes: limit }),
      says('{{bytes}} bytes', { bytes: length }),
    )
  }
  if (offset + length > source.size) {
    throw truncated(what, offset, length, source.size)
  }
  return fillBytes(source, offset, new Uint8Array(length), what)
}

/** Fills all of `target` from `offset` and gives it back. Throws `FormatError`, `truncated`. */
export function fillBytes(
  source: ByteSource,
  offset: number,
  target: Uint8Array,
  what: FaultPlace,
): Uint8Array {
  const got = source.read(target, offset)
  if (got < target.length) throw truncated(what, offset, target.length, offset + got)
  return target
}

function truncated(what: FaultPlace, offset: number, length: number, end: number): FormatError {
  return new FormatError(
    'truncated',
    what,
    offset,
    says('{{bytes}} bytes', { bytes: length }),
    says('the end at {{at}}', { at: end }),
  )
}
