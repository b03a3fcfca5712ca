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

/**
 * `line` begins the line that the value ends on. Scalars go with what is ahead of them: a thousand files have some
 * twenty each, and a part for each took longer than to read the files.
 */
function* valueParts(value: unknown, line: string): Generator<string> {
  if (typeof value !== 'object' || value === null) return yield scalar(value)
  const isList = Array.isArray(value)
  let [text, isEmpty] = [isList ? '[' : '{', true]
  for (const key in value) {
    const one: unknown = value[key as keyof typeof value]
    if (one === undefined) continue
    text += `${isEmpty ? '' : ','}${line}${INDENT}${isList ? '' : `${JSON.stringify(key)}: `}`
    isEmpty = false
    if (typeof one === 'object' && one !== null) {
      yield text
      yield* valueParts(one, line + INDENT)
      text = ''
    } else text += scalar(one)
  }
  yield `${text}${isEmpty ? '' : line}${isList ? ']' : '}'}`
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(qemuText(value))
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) {
    return wholeDigits(value)
  }
  return JSON.stringify(value)
}

/** JavaScript writes no more digits of a long number than tell it from the next one it knows. */
export function wholeDigits(value: number | bigint): string {
  return String(Number.isSafeInteger(value) ? value : BigInt(value))
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
