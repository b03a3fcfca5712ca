import { ifWellFormed } from '../bytes/errors.ts'
import { type ByteSource, readBytes } from '../bytes/source.ts'
import type { Mark, MarkMeaning } from './candidates/types.ts'

/** Bytes of a mark that are shown. */
const SHOWN = 32

/** A mark of `length` bytes at `offset`, of which `bytes` (from `base` in the file) hold some or all. */
export function markAt(
  bytes: Uint8Array,
  offset: number,
  length: number,
  meaning: MarkMeaning,
  base = 0,
): Mark {
  const shown = bytes.subarray(offset - base, offset - base + Math.min(length, SHOWN))
  return {
    offset,
    length: Math.min(length, base + bytes.length - offset),
    hex: hexOf(shown),
    meaning,
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Few bytes at `offset`; undefined where the file ends before, or has become shorter meanwhile. */
export function bytesIfThere(
  source: ByteSource,
  offset: number,
  length: number,
): Uint8Array | undefined {
  if (offset < 0 || offset + length > source.size) return undefined
  return ifWellFormed(() => readBytes(source, offset, length, 'bytes', length))
}
