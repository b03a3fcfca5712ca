import { decodeText, encodeText } from '../../bytes/text.ts'

/** What qemu does not take for text: bytes that are not UTF-8, and code points that are no characters. */
const NOT_TEXT = /[\p{Cs}\p{Noncharacter_Code_Point}]/u

const INDENT = '    '

/**
 * JSON as qemu-img prints it, in parts: a table of 5 MB can be told in 16 MB. What of a name is not text is
 * U+FFFD there, and its bytes are gone. Whole numbers over 2^53 have all their digits.
 */
export function* qemuJson(value: unknown): Generator<string> {
  yield* valueParts(value, '\n')
  yield '\n'
}

/** `line` begins the line that the value ends on. */
function* valueParts(value: unknown, line: string): Generator<string> {
  if (typeof value !== 'object' || value === null) yield scalar(value)
  else if (Array.isArray(value)) yield* listParts(value, line)
  else yield* objectParts(value, line)
}

function* listParts(list: readonly unknown[], line: string): Generator<string> {
  if (list.length === 0) return yield '[]'
  for (const [index, value] of list.entries()) {
    yield `${index === 0 ? '[' : ','}${line}${INDENT}`
    yield* valueParts(value, line + INDENT)
  }
  yield `${line}]`
}

function* objectParts(object: object, line: string): Generator<string> {
  const entries: readonly [string, unknown][] = Object.entries(object)
  const known = entries.filter(([, value]) => value !== undefined)
  if (known.length === 0) return yield '{}'
  for (const [index, [key, value]] of known.entries()) {
    yield `${index === 0 ? '{' : ','}${line}${INDENT}${JSON.stringify(key)}: `
    yield* valueParts(value, line + INDENT)
  }
  yield `${line}}`
}

/** JavaScript writes no more digits of a long number than tell it from the next one it knows. */
function scalar(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(qemuText(value))
  if (typeof value === 'bigint' || Number.isInteger(value))
    return String(BigInt(value as number | bigint))
  return JSON.stringify(value)
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
