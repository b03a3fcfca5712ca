/**
 * Of the Encoding Standard, which all platforms have: the one global that shared/ uses beside the
 * language's own. Decoding ASCII XML of 9 kB by `decodeEach` alone would take some ten times as long.
 */
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Bytes of a text from which on it costs less to ask the platform; names are shorter. */
const LONG = 256
/** Calls of `fromCharCode` take their characters as arguments, of which engines allow some 10^5. */
const CHUNK = 4096

/**
 * UTF-8 to text without loss: a byte that is not part of valid UTF-8 becomes a lone surrogate
 * U+DC80 to U+DCFF (Python's surrogateescape, PEP 383). `encodeText` gives the same bytes back.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length >= LONG) return decodeLong(bytes)
  return isAscii(bytes) ? fromUnits(bytes) : decodeEach(bytes)
}

/** Domain XML is read by the ten thousand, and nearly all text is UTF-8. */
function decodeLong(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch (error) {
    // It says nothing else: some byte is no UTF-8.
    if (error instanceof TypeError) return decodeEach(bytes)
    throw error
  }
}

function decodeEach(bytes: Uint8Array): string {
  const units: number[] = []
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    at += decodeOne(bytes, at, units)
    if (units.length >= CHUNK) text += fromUnits(units.splice(0))
  }
  return text + fromUnits(units)
}

/** `apply` is several times as fast as spreading, and names are read by the ten thousand. */
function fromUnits(units: ArrayLike<number>): string {
  return String.fromCharCode.apply(null, units as number[])
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) > 0x7f) return false
  }
  return true
}

/** Appends the character at `at` as UTF-16 and returns how many bytes it took. */
function decodeOne(bytes: Uint8Array, at: number, units: number[]): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) {
    units.push(first)
    return 1
  }
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >> 4 === 0xe ? 3 : first >> 3 === 0x1e ? 4 : 0
  const point = length === 0 ? undefined : codePoint(bytes, at, length)
  if (point === undefined) {
    units.push(0xdc00 | first)
    return 1
  }
  if (point < 0x10000) units.push(point)
  else units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff))
  return length
}

/** The code point of a sequence of `length` bytes; undefined when it is not well formed. */
function codePoint(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (at + length > bytes.length) return undefined
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i] ?? 0
    if (next >> 6 !== 2) return undefined
    point = (point << 6) | (next & 0x3f)
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000
  const surrogate = point >= 0xd800 && point <= 0xdfff
  return point < smallest || point > 0x10ffff || surrogate ? undefined : point
}

/**
 * Text to UTF-8, the inverse of `decodeText`. A lone surrogate that stands for no byte becomes
 * U+FFFD, as TextEncoder has it.
 */
export function encodeText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (const character of text) {
    at = encodePoint(bytes, at, character.codePointAt(0) ?? 0)
  }
  return bytes.slice(0, at)
}

function encodePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80 || isEscapedByte(point)) {
    bytes[at] = point
    return at + 1
  }
  if (point >= 0xd800 && point <= 0xdfff) return encodePoint(bytes, at, 0xfffd)
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
  bytes[at] = (0xff00 >> (more + 1)) | (point >> (6 * more))
  for (let i = 1; i <= more; i += 1) {
    bytes[at + i] = 0x80 | ((point >> (6 * (more - i))) & 0x3f)
  }
  return at + more + 1
}

/** U+DC80 to U+DCFF stand for the bytes 0x80 to 0xFF. */
function isEscapedByte(point: number): boolean {
  return point >= 0xdc80 && point <= 0xdcff
}

/**
 * Characters that must not reach a screen or a terminal as they are: C0 and C1 controls, line and
 * paragraph separators, what changes the direction of text, and lone surrogates.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu
const SAFE_ASCII = /^[\x20-\x7e]*$/

/**
 * Text fit for people: what is not printable is written out, e.g. `\n`, `\x1b`, `\u202e`, and a
 * byte that was not UTF-8 as `\xff`. For display only; it cannot be turned back.
 */
export function displayText(text: string): string {
  if (SAFE_ASCII.test(text)) return text
  return text.replace(UNSAFE, escapeCharacter)
}

/**
 * Backslashes before what `displayText` writes after one, or before what it writes out. A run of them is
 * tried from its first one only: a tenant's name may be a MiB of them.
 */
const BEFORE_ESCAPE =
  /(?<!\\)\\+(?=[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff])/gu

/**
 * `displayText` of a name that stands among others: no two names look alike. A backslash of the name
 * that would be taken for the beginning of an escape is written twice.
 */
export function nameText(name: string): string {
  if (!name.includes('\\')) return displayText(name)
  return displayText(name.replace(BEFORE_ESCAPE, '$&$&'))
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character]
  if (short !== undefined) return short
  const point = character.codePointAt(0) ?? 0
  if (isEscapedByte(point)) return `\\x${hex(point & 0xff, 2)}`
  return point < 0x80 ? `\\x${hex(point, 2)}` : `\\u${hex(point, 4)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
