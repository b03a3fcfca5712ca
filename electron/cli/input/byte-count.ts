import { UsageError } from '../error-text.ts'

const UNITS = ['b', 'k', 'm', 'g', 't', 'p', 'e']
const DECIMAL = /^\s*\+?(\d{1,40})(?:\.(\d{0,40}))?([bkmgtpe]?)$/i
/** `b` and `e` are digits here, no units. */
const HEXADECIMAL = /^\s*\+?0x([\da-f]{1,16})([kmgtp]?)$/i

/**
 * A size as qemu-img takes it (util/cutils.c, `do_strtosz`): `1536`, `1.5k`, `0x600`, with units of
 * 1024 in either case. Throws a `UsageError`, also above 2^53 - 1, up to where numbers are exact here.
 */
export function byteCount(given: string, option: string): number {
  const value = hexadecimal(given) ?? decimal(given)
  if (value === undefined) {
    throw new UsageError(`${option} ${given}: not a number of bytes, as 1536, 1.5k or 0x600`)
  }
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value)
  throw new UsageError(`${option} ${given}: more than ${Number.MAX_SAFE_INTEGER} bytes`)
}

function hexadecimal(given: string): bigint | undefined {
  const [, digits, unit = ''] = HEXADECIMAL.exec(given) ?? []
  return digits === undefined ? undefined : BigInt(`0x${digits}`) * BigInt(unitOf(unit))
}

/** Of a fraction the part of a byte is dropped; of bytes there is none. */
function decimal(given: string): bigint | undefined {
  const [, digits, fraction = '', unit = ''] = DECIMAL.exec(given) ?? []
  if (digits === undefined) return undefined
  const bytes = unitOf(unit)
  const part = Number(`0.${fraction}0`)
  if (part > 0 && bytes === 1) return undefined
  return BigInt(digits) * BigInt(bytes) + BigInt(Math.floor(part * bytes))
}

/** Bytes of a unit; 1 for none. */
function unitOf(unit: string): number {
  return 1024 ** Math.max(0, UNITS.indexOf(unit.toLowerCase()))
}
