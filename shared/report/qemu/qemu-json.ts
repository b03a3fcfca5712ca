import { decodeText, encodeText } from '../../bytes/text.ts'

/** What qemu does not take for text: bytes that are not UTF-8, and code points that are no characters. */
const NOT_TEXT = /[\p{Cs}\p{Noncharacter_Code_Point}]/u
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u

const INDENT = 4

/** Stands around the digits of a number: a noncharacter, which no text that qemu prints has. */
const DIGITS = '\ufdd0'
const DIGITS_ALONE = /"\ufdd0(-?\d+)\ufdd0"/g

/**
 * JSON as qemu-img prints it: what of a name is not text is U+FFFD there, and its bytes are gone. Whole numbers
 * over 2^53 have all their digits.
 */
export function qemuJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, one: unknown) => digits(one), INDENT)
  if (!mayHoldNoText(json)) return `${json}\n`
  const text = (_key: string, one: unknown) =>
    typeof one === 'string' ? qemuText(one) : digits(one)
  return `${JSON.stringify(value, text, INDENT).replaceAll(DIGITS_ALONE, '$1')}\n`
}

/** JavaScript writes no more digits of such a number than tell it from the next one it knows. */
function digits(value: unknown): unknown {
  const isLong =
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  if (typeof value !== 'bigint' && !isLong) return value
  return `${DIGITS}${BigInt(value)}${DIGITS}`
}

/** JSON writes half a pair of surrogates as an escape; a name may look alike. */
function mayHoldNoText(json: string): boolean {
  return json.includes('\\ud') || NONCHARACTER.test(json)
}

function qemuText(text: string): string {
  if (!NOT_TEXT.test(text)) return text
  const bytes = encodeText(text)
  let told = ''
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    told += sequenceText(bytes.subarray(at, at + length))
    at += length
  }
  return told
}

/** Bytes of one sequence by the rules of qemu's unicode.c, which takes what is broken together. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const wanted = wantedLength(bytes[at] ?? 0)
  let length = 1
  while (length < wanted && ((bytes[at + length] ?? 0) & 0xc0) === 0x80) length += 1
  return length
}

/** As many as the first byte has leading ones; continuations and the two bytes of no use are alone. */
function wantedLength(first: number): number {
  return first < 0xc0 || first >= 0xfe ? 1 : Math.clz32(~(first << 24))
}

function sequenceText(sequence: Uint8Array): string {
  const text = decodeText(sequence)
  // Java's way to write a NUL is one to qemu too.
  if (text === '\udcc0\udc80') return '\0'
  return NOT_TEXT.test(text) ? '\ufffd' : text
}
