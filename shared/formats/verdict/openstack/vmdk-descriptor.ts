import { stripped } from '../vmdk-lines.ts'
import type { OsloFailure } from './types.ts'

/** The only create types whose data is all in the file. */
const ALLOWED_TYPES: readonly string[] = ['monolithicsparse', 'streamoptimized']
const ACCESS: readonly string[] = ['rw', 'rdonly', 'noaccess']
const TYPE_KEY = 'createtype="'
const LONGEST_TYPE = 64

/** The create type in lower case; undefined where there is none. `text` is in lower case. */
export function createTypeOf(text: string): string | undefined {
  const key = text.indexOf(TYPE_KEY)
  if (key < 0) return undefined
  const from = key + TYPE_KEY.length
  const end = text.indexOf('"', from)
  if (end - from >= LONGEST_TYPE) return undefined
  // Without a closing quote Python's slice ends before the last character.
  return end < 0 ? text.slice(from, -1) : text.slice(from, end)
}

/** The `descriptor` check over a text in lower case; undefined when it passes. */
export function descriptorFailure(text: string): OsloFailure | undefined {
  if (text === '') return failure('no-descriptor')
  const type = createTypeOf(text) ?? ''
  if (!ALLOWED_TYPES.includes(type)) return failure('create-type', { type })
  let extents = 0
  let slash: string | undefined
  for (const line of text.split('\n').map(stripped)) {
    const kind = kindOf(line)
    if (kind === 'other') return failure('line', { line })
    if (kind !== 'extent') continue
    extents += 1
    if (line.includes('/')) slash ??= line
  }
  if (slash !== undefined) return failure('extent-path', { line: slash })
  return extents === 0 ? failure('no-extents') : undefined
}

/** Lines that go into a finding are cut: nobody reads more, and a hostile one has a megabyte. */
const SHOWN = 200

function failure(reason: string, params: Readonly<Record<string, string>> = {}): OsloFailure {
  const cut = Object.entries(params).map(([key, value]) => [key, value.slice(0, SHOWN)] as const)
  return { check: 'descriptor', reason, params: Object.fromEntries(cut) }
}

function kindOf(line: string): 'ignored' | 'extent' | 'other' {
  if (line === '' || line.startsWith('#') || line.startsWith('ddb')) return 'ignored'
  const equals = line.indexOf('=')
  const space = line.indexOf(' ')
  if (equals >= 0 && (space < 0 || space > equals)) return 'ignored'
  return ACCESS.includes(space < 0 ? line : line.slice(0, space)) ? 'extent' : 'other'
}
