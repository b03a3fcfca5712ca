/**
 * What a descriptor says for a key as qemu finds it (block/vmdk.c): where the key's name first
 * stands in the text, be it in a comment, or as the end of another one's name.
 */
export interface KeyedValue<T> {
  /** Of the value in the text; undefined where the key is not there. */
  readonly at?: number
  /** Undefined where what stands there is no value of the key. */
  readonly value?: T
}

/** As `%x` of scanf has it: blanks and a sign before the digits, and whatever else behind them. */
const HEX = /[ \t\n\v\f\r]*([-+]?)(?:0x(?=[0-9a-f]))?([0-9a-f]+)/iy
const UINT32 = 2 ** 32
/** Digits of what scanf reads before it takes the last 32 bits of it. */
const MOST_DIGITS = 16

/** The digits after `key` and a character (`vmdk_read_cid`). */
export function contentIdOf(text: string, key: 'CID' | 'parentCID'): KeyedValue<number> {
  const found = text.indexOf(key)
  if (found < 0) return {}
  const at = found + key.length + 1
  HEX.lastIndex = at
  const [, sign = '', digits] = HEX.exec(text) ?? []
  return digits === undefined ? { at } : { at, value: uint32(sign, digits) }
}

function uint32(sign: string, digits: string): number {
  if (digits.replace(/^0+/, '').length > MOST_DIGITS) return UINT32 - 1
  const value = Number.parseInt(digits.slice(-8), 16)
  return sign === '-' ? (UINT32 - value) % UINT32 : value
}

/** What stands after `key` and two characters up to the next quote, be it in another line. */
export function quotedValueOf(text: string, key: string): KeyedValue<string> {
  const found = text.indexOf(key)
  if (found < 0) return {}
  const at = found + key.length + 2
  const end = text.indexOf('"', at)
  return end < 0 ? { at } : { at, value: text.slice(at, end) }
}
