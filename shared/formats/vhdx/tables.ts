import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { quote, says } from '../../phrases/phrase.ts'

/** Both tables have 64 KiB, entries included. */
const VHDX_TABLE_SIZE = 64 * 1024
/** Entries of 32 bytes after a header of 16 or 32: the format's own limit. */
const MAX_VHDX_ENTRIES = 2047

/** The bytes of a table, which must begin with its signature. */
export function readVhdxTable(
  source: ByteSource,
  offset: number,
  what: FaultPlace,
  signature: string,
): Uint8Array {
  const bytes = readBytes(source, offset, VHDX_TABLE_SIZE, what, VHDX_TABLE_SIZE)
  const cursor = new ByteCursor(bytes, what, offset)
  if (cursor.text(signature.length) === signature) return bytes
  throw new FormatError('invalid', what, offset, quote(signature), says('other bytes'))
}

/** Throws `FormatError` (`limit`) for more entries than a table of that size can have. */
export function checkVhdxCount(count: number, what: FaultPlace, offset: number): void {
  if (count <= MAX_VHDX_ENTRIES) return
  const expected = says('at most {{n}} entries', { n: MAX_VHDX_ENTRIES })
  throw new FormatError('limit', what, offset, expected, count)
}
