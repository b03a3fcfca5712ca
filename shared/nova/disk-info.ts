import { FormatError } from '../bytes/errors.ts'
import { baseNameOf } from '../files/paths.ts'
import { type Phrase, quote, says } from '../phrases/phrase.ts'
import { groupBy } from '../values/grouped.ts'
import { type DiskInfoPair, type DiskInfoPlace, formatInPlace } from './disk-info-place.ts'

/** Nova writes one short line a disk. */
export const MAX_DISK_INFO_BYTES = 64 * 1024
const MAX_DISKS = 256

/**
 * `disk.info`: the format that Nova decided on by file name. Nova keys it by the absolute path on the
 * node; on a mounted tree only the base name holds, and of several that have it the one that fits the
 * place. Throws `FormatError`.
 */
export function parseDiskInfo(
  text: string,
  place: DiskInfoPlace,
): Readonly<Record<string, string>> {
  const plain = text.length <= MAX_DISK_INFO_BYTES ? plainPairs(text) : undefined
  return byName(plain ?? parsedPairs(text), place)
}

function byName(
  pairs: readonly DiskInfoPair[],
  place: DiskInfoPlace,
): Readonly<Record<string, string>> {
  const found = groupBy(pairs, ([path]) => baseNameOf(path))
  return Object.fromEntries(
    [...found].flatMap(([name, same]) => {
      const format = same.length === 1 ? same[0]?.[1] : formatInPlace(same, place)
      return format === undefined ? [] : [[name, format]]
    }),
  )
}

function parsedPairs(text: string): readonly DiskInfoPair[] {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FormatError('invalid', 'disk.info', 0, says('a JSON object'), jsonKind(value))
  }
  const pairs = Object.entries(value)
  if (pairs.length > MAX_DISKS) {
    throw new FormatError(
      'limit',
      'disk.info',
      0,
      says('at most {{n}} disks', { n: MAX_DISKS }),
      pairs.length,
    )
  }
  return pairs.map(([path, format]) => [path, formatName(format)])
}

// What Nova itself writes, without a detour: JSON.parse would intern every long path as a key, which
// for ten thousand instances takes longer than reading their images. Anything else goes the long way.
function plainPairs(text: string): readonly DiskInfoPair[] | undefined {
  if (text.includes('\\')) return undefined
  // Between quotes stand by turns: the opening, then path, colon, format, comma or the end.
  const parts = text.split('"')
  if (parts.length % 4 !== 1 || parts.length > 4 * MAX_DISKS) return undefined
  if (!isMark(parts[0], '{') || !isMark(parts.at(-1), '}')) return undefined
  const pairs: DiskInfoPair[] = []
  for (let at = 1; at < parts.length; at += 4) {
    const path = parts[at] ?? ''
    const format = parts[at + 2] ?? ''
    const last = at + 4 === parts.length
    if (!isMark(parts[at + 1], ':') || !(last || isMark(parts[at + 3], ','))) return undefined
    if (!PLAIN_FORMAT.test(format) || CONTROL.test(path)) return undefined
    pairs.push([path, format])
  }
  return pairs
}

const PLAIN_FORMAT = /^[\w-]{1,32}$/
const CONTROL = /\p{Cc}/u

/** A run of blanks that is not at the end is tried from its first one only: it may be as long as the text. */
const BLANKS_AROUND = /^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g

function isMark(part: string | undefined, mark: string): boolean {
  return part === mark || part?.replace(BLANKS_AROUND, '') === mark
}

function parseJson(text: string): unknown {
  if (text.length > MAX_DISK_INFO_BYTES) {
    const limit = says('at most {{bytes}} bytes', { bytes: MAX_DISK_INFO_BYTES })
    throw new FormatError('limit', 'disk.info', 0, limit, text.length)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new FormatError(
      'invalid',
      'disk.info',
      0,
      quote('JSON'),
      text === '' ? says('nothing') : says('other text'),
    )
  }
}

function formatName(format: unknown): string {
  if (typeof format === 'string' && format.length <= 32) return format
  throw new FormatError('invalid', 'disk.info format', 0, says('a format name'), jsonKind(format))
}

function jsonKind(value: unknown): Phrase {
  if (value === null) return quote('null')
  return quote(Array.isArray(value) ? 'array' : typeof value)
}
