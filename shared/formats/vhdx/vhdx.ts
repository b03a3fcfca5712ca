import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'

/** The first of two region tables (MS-VHDX, 2.2.3). */
const REGION_TABLE_OFFSET = 192 * 1024
const TABLE_SIZE = 64 * 1024
/** Entries of 32 bytes in 64 KiB after the header: the format's own limit. */
const MAX_ENTRIES = 2047

/** GUIDs as they are stored, in hexadecimal. */
const METADATA_REGION = '06a27c8b90479a4bb8fe575f050f886e'
const FILE_PARAMETERS = '3767a1ca36fa434db3b633f0aa44e76b'
const VIRTUAL_DISK_SIZE = '2442a52f1bcd7648b2115dbed83bf4b8'

/** Reads virtual size and block size through region table and metadata (MS-VHDX, 2.6). */
export function readVhdx({ source }: HeadWindow): ImageSummary {
  const metadata = metadataOffset(source)
  const items = metadataItems(source, metadata)
  const clusterSize = item(source, metadata, items, FILE_PARAMETERS).u32Le()
  const size = item(source, metadata, items, VIRTUAL_DISK_SIZE).safeU64Le('vhdx.virtual_disk_size')
  return { format: 'vhdx', virtualSize: size, clusterSize }
}

function metadataOffset(source: ByteSource): number {
  const cursor = table(source, REGION_TABLE_OFFSET, 'vhdx.regions', 'regi')
  const count = entryCount(cursor.skip(4).u32Le(), REGION_TABLE_OFFSET)
  cursor.skip(4)
  for (let index = 0; index < count; index += 1) {
    const id = guid(cursor)
    const offset = cursor.safeU64Le('vhdx.region.offset')
    cursor.skip(8)
    if (id === METADATA_REGION) return offset
  }
  throw missing('the metadata region', REGION_TABLE_OFFSET)
}

/** Offset of each item within the metadata region. */
function metadataItems(source: ByteSource, offset: number): ReadonlyMap<string, number> {
  const cursor = table(source, offset, 'vhdx.metadata', 'metadata')
  const count = entryCount(cursor.skip(2).u16Le(), offset)
  cursor.skip(20)
  const items = new Map<string, number>()
  for (let index = 0; index < count; index += 1) {
    items.set(guid(cursor), cursor.u32Le())
    cursor.skip(12)
  }
  return items
}

function item(
  source: ByteSource,
  metadata: number,
  items: ReadonlyMap<string, number>,
  id: string,
): ByteCursor {
  const relative = items.get(id)
  if (relative === undefined) throw missing(`metadata item ${id}`, metadata)
  const offset = metadata + relative
  return new ByteCursor(readBytes(source, offset, 8, 'vhdx.item', 8), 'vhdx.item', offset)
}

function table(source: ByteSource, offset: number, what: string, signature: string): ByteCursor {
  const bytes = readBytes(source, offset, TABLE_SIZE, what, TABLE_SIZE)
  const cursor = new ByteCursor(bytes, what, offset)
  if (cursor.text(signature.length) !== signature) {
    throw new FormatError('invalid', what, offset, signature, 'other bytes')
  }
  return cursor
}

function entryCount(count: number, offset: number): number {
  if (count <= MAX_ENTRIES) return count
  throw new FormatError('limit', 'vhdx.entry_count', offset, `at most ${MAX_ENTRIES}`, `${count}`)
}

function guid(cursor: ByteCursor): string {
  return Array.from(cursor.borrowBytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function missing(what: string, offset: number): FormatError {
  return new FormatError('invalid', 'vhdx', offset, what, 'none')
}
