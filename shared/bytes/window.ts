import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { type ByteSource, readBytes } from './source.ts'

/** The beginning of a source, read once; what lies beyond is read when it is asked for. */
export interface HeadWindow {
  readonly source: ByteSource
  /** Bytes 0 to `head.length` of the source; shorter than asked where the source ends. */
  readonly head: Uint8Array
}

/** Bytes of a file's beginning: headers, extensions and names of ordinary images end well before. */
export const HEAD_SIZE = 4096

/** The beginning of a source in memory of the window's own. */
export function headWindow(source: ByteSource, length = HEAD_SIZE): HeadWindow {
  return openWindow(source, new Uint8Array(length))
}

/** Reads the beginning into `buffer`, which the window borrows: no window outlives its buffer's next use. */
export function openWindow(source: ByteSource, buffer: Uint8Array): HeadWindow {
  const wanted = source.size < buffer.length ? buffer.subarray(0, source.size) : buffer
  const got = source.read(wanted, 0)
  return { source, head: got < wanted.length ? wanted.subarray(0, got) : wanted }
}

/**
 * `length` bytes at `offset`: borrowed when the window has them, else read into memory of their own.
 * Throws `FormatError`, `limit` or `truncated`, as `readBytes` does.
 */
export function bytesAt(
  window: HeadWindow,
  offset: number,
  length: number,
  what: FaultPlace,
  limit: number,
): Uint8Array {
  if (offset + length <= window.head.length) return window.head.subarray(offset, offset + length)
  return readBytes(window.source, offset, length, what, limit)
}
