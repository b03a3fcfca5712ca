import type { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { says } from '../../phrases/phrase.ts'
import type { BackingReference } from '../types.ts'
import type { VhdxItems } from './metadata.ts'
import type { VhdxParent } from './types.ts'

/** Paths of the systems that write them are shorter, and there are four or five. */
const MAX_LOCATOR_SIZE = 1024 * 1024
const MAX_ENTRIES = 64
const HEADER_SIZE = 20
const ENTRY_SIZE = 12

/** The parent locator: pairs of a key and a value in UTF-16 (MS-VHDX, 2.6.2.6). */
export function readVhdxParent(items: VhdxItems): VhdxParent {
  const cursor = items.whole('parent-locator', MAX_LOCATOR_SIZE)
  const locatorType = guidText(cursor.borrowBytes(16))
  const count = cursor.skip(2).u16Le()
  if (count > MAX_ENTRIES) {
    const found = count
    const expected = says('at most {{n}} entries', { n: MAX_ENTRIES })
    throw new FormatError('limit', 'vhdx.parent-locator', cursor.fileOffset - 2, expected, found)
  }
  const entries = Array.from({ length: count }, (_, index) => readEntry(cursor, index))
  return { locatorType, entries }
}

function readEntry(cursor: ByteCursor, index: number): VhdxParent['entries'][number] {
  cursor.seek(HEADER_SIZE + index * ENTRY_SIZE)
  const keyOffset = cursor.u32Le()
  const valueOffset = cursor.u32Le()
  const keyLength = cursor.u16Le()
  const valueLength = cursor.u16Le()
  const key = decodeUtf16(cursor.seek(keyOffset).borrowBytes(keyLength), true)
  const value = decodeUtf16(cursor.seek(valueOffset).borrowBytes(valueLength), true)
  return { key, value }
}

/** Absolute paths, and at last the GUID by which the parent would be known: it has to be missing then. */
const OTHER_NAMES: readonly string[] = ['absolute_win32_path', 'volume_path', 'parent_linkage']

/**
 * The name by which the parent is looked for: relative where there is such a path, else absolute.
 * Throws `FormatError` where nothing names it: what it holds would read as zeros.
 */
export function vhdxBacking({ entries }: VhdxParent): BackingReference {
  const of = (wanted: string) => entries.find(({ key, value }) => key === wanted && value !== '')
  // A relative path means the same file here, once its separators are ours.
  const relative = of('relative_path')?.value.replaceAll('\\', '/')
  const name = relative ?? OTHER_NAMES.map((key) => of(key)?.value).find((value) => value)
  const identity = linkage(of('parent_linkage')?.value, of('parent_linkage2') !== undefined)
  if (name !== undefined) {
    return { name, format: 'vhdx', ...(identity !== undefined && { identity }) }
  }
  throw new FormatError(
    'invalid',
    'vhdx.parent-locator',
    0,
    says('a path or a linkage'),
    says('neither'),
  )
}

/** The parent's `DataWriteGuid`; with a second linkage beside it, either may be the parent's. */
function linkage(recorded = '', hasSecond: boolean): string | undefined {
  const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(recorded)?.[1]
  return hasSecond ? undefined : guid?.toLowerCase()
}
