import { ByteCursor } from '../../bytes/cursor.ts'
import type { Fault } from '../../bytes/errors.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { type Phrase, quote } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'

/** Where footer and dynamic header keep the checksum of themselves. */
export const FOOTER_CHECKSUM = 64
export const DYNAMIC_CHECKSUM = 36

/** One's complement of the sum of all bytes but the checksum's own (VHD specification). */
export function vpcChecksum(bytes: Uint8Array, at: number): number {
  let sum = 0
  for (let index = 0; index < bytes.length; index += 1) {
    if (index < at || index >= at + 4) sum += bytes[index] ?? 0
  }
  return ~sum >>> 0
}

/** The fault of a checksum that is not the one of its structure, which begins at `base`. */
export function checksumFault(
  bytes: Uint8Array,
  at: number,
  what: FaultPlace,
  base: number,
): Fault | undefined {
  const stored = new ByteCursor(bytes, what).seek(at).u32Be()
  const computed = vpcChecksum(bytes, at)
  if (stored === computed) return undefined
  const hex = (value: number): Phrase => quote(`0x${value.toString(16)}`)
  return faultOf('invalid', `${what}.checksum`, base + at, hex(computed), hex(stored))
}
