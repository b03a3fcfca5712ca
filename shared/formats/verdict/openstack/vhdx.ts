import { ByteCursor } from '../../../bytes/cursor.ts'
import type { HeadWindow } from '../../../bytes/window.ts'
import { hexOf } from '../../marks.ts'
import { CHUNK, captured, pieceOf } from './stream.ts'
import type { OsloMatch } from './types.ts'

const REGIONS = 192 * 1024
const TABLE = 64 * 1024
const MAX_ENTRIES = 2047
const ENTRY = 32
/** GUIDs as they are stored. */
const METADATA_REGION = '06a27c8b90479a4bb8fe575f050f886e'
const DISK_SIZE = '2442a52f1bcd7648b2115dbed83bf4b8'
const MAX_ITEM = 65_536

/**
 * A VHDX is checked for nothing; all that can be wrong is that the file ends before the inspector
 * has found the disk's size. A region table that it cannot make sense of does not stop it.
 */
export function inspectVhdx(window: HeadWindow): OsloMatch {
  return { format: 'vhdx', complete: isComplete(window), failures: [] }
}

function isComplete(window: HeadWindow): boolean {
  const regions = captured(window, REGIONS, TABLE)
  if (regions.length < TABLE) return false
  const metadata = metadataOffset(regions)
  if (metadata === undefined) return true
  // The table of regions ends with a piece, in which the metadata is asked for.
  const asked = REGIONS + TABLE - CHUNK
  const table = captured(window, metadata, TABLE, asked)
  const start = Math.max(metadata, asked)
  const found = findItem(table)
  // Without the item all of the table is waited for.
  if (found === 'absent') return table.length === TABLE
  if (found === 'invalid') return false
  const seen = Math.max(pieceOf(start + found.needed), asked + CHUNK)
  const item = captured(window, metadata + found.offset, found.length, seen)
  return item.length === found.length
}

function metadataOffset(regions: Uint8Array): number | undefined {
  const cursor = new ByteCursor(regions, 'vhdx.regions')
  if (cursor.text(4) !== 'regi') return undefined
  const count = cursor.skip(4).u32Le()
  if (count > MAX_ENTRIES) return undefined
  for (let at = 16; at < 16 + count * ENTRY; at += ENTRY) {
    if (hexOf(cursor.seek(at).borrowBytes(16)) === METADATA_REGION) return Number(cursor.u64Le())
  }
  return undefined
}

interface Item {
  /** From the beginning of the metadata region. */
  readonly offset: number
  readonly length: number
  /** Bytes of the table that must have been seen. */
  readonly needed: number
}

function findItem(table: Uint8Array): Item | 'absent' | 'invalid' {
  if (table.length < ENTRY) return 'absent'
  const cursor = new ByteCursor(table, 'vhdx.metadata')
  if (cursor.text(8) !== 'metadata') return 'invalid'
  const count = cursor.skip(2).u16Le()
  const needed = ENTRY + count * ENTRY
  if (needed > table.length) return 'absent'
  for (let at = ENTRY; at < needed; at += ENTRY) {
    if (hexOf(cursor.seek(at).borrowBytes(16)) !== DISK_SIZE) continue
    const offset = cursor.u32Le()
    return { offset, length: Math.min(cursor.u32Le(), MAX_ITEM), needed }
  }
  return 'absent'
}
