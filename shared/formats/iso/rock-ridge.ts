import type { ByteSource } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import { sectorsAt } from './descriptors.ts'

/** Where a directory record's system use area begins, with the one-byte name of `.`. */
const SYSTEM_USE = 34
/** Entries that only Rock Ridge has (IEEE P1282, 4.1). */
const SIGNATURES: readonly string[] = ['RR', 'PX', 'NM', 'TF', 'SL']

/** Whether the root folder's own record has entries of Rock Ridge. */
export function hasRockRidge(source: ByteSource, rootOffset: number): boolean {
  const sector = sectorsAt(source, rootOffset, 1)
  if (sector === undefined) return false
  const end = sector[0] ?? 0
  for (let at = SYSTEM_USE; at + 4 <= end; ) {
    if (SIGNATURES.includes(decodeText(sector.subarray(at, at + 2)))) return true
    const length = sector[at + 2] ?? 0
    if (length < 4) return false
    at += length
  }
  return false
}
