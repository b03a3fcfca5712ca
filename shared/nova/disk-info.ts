import { FormatError } from '../bytes/errors.ts'
import { baseNameOf } from '../files/paths.ts'

/** Nova writes one short line a disk. */
export const MAX_DISK_INFO_BYTES = 64 * 1024
const MAX_DISKS = 256

/**
 * `disk.info`: the format that Nova decided on by file name. Nova keys it by the absolute path on the
 * node; on a mounted tree only the base name holds. Throws `FormatError`.
 */
export function parseDiskInfo(text: string): Readonly<Record<string, string>> {
  const plain = text.length <= MAX_DISK_INFO_BYTES ? plainPairs(text) : undefined
  if (plain) return plain
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FormatError('invalid', 'disk.info', 0, 'a JSON object', jsonKind(value))
  }
  const pairs = Object.entries(value)
  if (pairs.length > MAX_DISKS) {
    throw new FormatError('limit', 'disk.info', 0, `at most ${MAX_DISKS} disks`, `${pairs.length}`)
  }
  return Object.fromEntries(pairs.map(([path, format]) => [baseNameOf(path), formatName(format)]))
}

// What Nova itself writes, without a detour: JSON.parse would intern every long path as a key, which
// for ten thousand instances takes longer than reading their images. Anything else goes the long way.
function plainPairs(text: string): Readonly<Record<string, string>> | undefined {
  if (text.includes('\\')) return undefined
  // Between quotes stand by turns: the opening, then path, colon, format, comma or the end.
  const parts = text.split('"')
  if (parts.length % 4 !== 1 || parts.length > 4 * MAX_DISKS) return undefined
  if (!isMark(parts[0], '{') || !isMark(parts.at(-1), '}')) return undefined
  const formats: Record<string, string> = {}
  for (let at = 1; at < parts.length; at += 4) {
    const name = baseNameOf(parts[at] ?? '')
    const format = parts[at + 2] ?? ''
    const last = at + 4 === parts.length
    if (!isMark(parts[at + 1], ':') || !(last || isMark(parts[at + 3], ','))) return undefined
    if (name === '__proto__' || !PLAIN_FORMAT.test(format)) return undefined
    if (CONTROL.test(parts[at] ?? '')) return undefined
    formats[name] = format
  }
  return formats
}

const PLAIN_FORMAT = /^[\w-]{1,32}$/
const CONTROL = /\p{Cc}/u

function isMark(part: string | undefined, mark: string): boolean {
  return part === mark || part?.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '') === mark
}

function parseJson(text: string): unknown {
  if (text.length > MAX_DISK_INFO_BYTES) {
    const limit = `at most ${MAX_DISK_INFO_BYTES} bytes`
    throw new FormatError('limit', 'disk.info', 0, limit, `${text.length}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new FormatError('invalid', 'disk.info', 0, 'JSON', text === '' ? 'nothing' : 'other text')
  }
}

function formatName(format: unknown): string {
  if (typeof format === 'string' && format.length <= 32) return format
  throw new FormatError('invalid', 'disk.info format', 0, 'a format name', jsonKind(format))
}

function jsonKind(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
