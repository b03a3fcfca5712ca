import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError, sentenceOf } from '../../bytes/errors.ts'
import { roundUp, safeNumber } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { fillBytes } from '../../bytes/source.ts'
import { displayText } from '../../bytes/text.ts'
import { says } from '../../phrases/phrase.ts'
import { fault } from './bitmaps-fault.ts'
import {
  MAX_BITMAP_GRANULARITY_BITS,
  MAX_BITMAP_NAME_SIZE,
  MAX_BITMAP_PHYSICAL_SIZE,
  MAX_BITMAP_TABLE_SIZE,
  MIN_BITMAP_GRANULARITY_BITS,
} from './limits.ts'
import type { BitmapsPointer, Qcow2Bitmap, Qcow2Header } from './types.ts'

const FLAG_IN_USE = 1
const FLAG_AUTO = 2
const FLAGS_RESERVED = 0xfffffffc
const TYPE_DIRTY_TRACKING = 1

/** More than an entry can be that begins before the end of a file, and one behind it. */
const PAST_END = 4096

/**
 * Reads the bitmap directory (qcow2.rst, Bitmap directory). Throws `FormatError` where qemu refuses
 * it; the directory's size was checked against its limit with the extension. Past the end of the file
 * qemu reads zeros, which are no entry: of a directory that is cut it misses nothing but what was zeros.
 */
export function readBitmaps(
  source: ByteSource,
  pointer: BitmapsPointer,
  header: Qcow2Header,
): readonly Qcow2Bitmap[] {
  const offset = safeNumber(pointer.directoryOffset, 'bitmaps.directory_offset', 0)
  const size = safeNumber(pointer.directorySize, 'bitmaps.directory_size', 0)
  if (size === 0)
    fault(
      'invalid',
      offset,
      says('a directory'),
      0,
      says('Requested bitmap directory size is zero'),
    )
  const there = Math.min(size, Math.max(0, source.size - offset))
  const bytes = new Uint8Array(Math.min(size, there + PAST_END))
  fillBytes(source, offset, bytes.subarray(0, there), 'bitmaps.directory')
  const cursor = new ByteCursor(bytes, 'bitmaps.directory', offset)
  try {
    return readEntries(cursor, pointer, header)
  } catch (error) {
    if (there === size || !(error instanceof FormatError)) throw error
    const found = says('the end at {{at}}', { at: source.size })
    throw new FormatError(
      'truncated',
      'bitmaps.directory',
      offset,
      says('an end up to {{at}}', { at: offset + size }),
      found,
      sentenceOf(error.fault),
    )
  }
}

function readEntries(
  cursor: ByteCursor,
  pointer: BitmapsPointer,
  header: Qcow2Header,
): readonly Qcow2Bitmap[] {
  const bitmaps: Qcow2Bitmap[] = []
  while (cursor.remaining > 0) {
    if (bitmaps.length === pointer.count) {
      const message = says('More bitmaps found than specified in header extension')
      fault(
        'invalid',
        cursor.fileOffset,
        says('{{n}} entries', { n: pointer.count }),
        says('more'),
        message,
      )
    }
    bitmaps.push(readEntry(cursor, header))
  }
  if (bitmaps.length < pointer.count) {
    const message = says('Less bitmaps found than specified in header extension')
    fault(
      'invalid',
      cursor.fileOffset,
      says('{{n}} entries', { n: pointer.count }),
      bitmaps.length,
      message,
    )
  }
  return bitmaps
}

function readEntry(cursor: ByteCursor, header: Qcow2Header): Qcow2Bitmap {
  const start = cursor.position
  const base = cursor.fileOffset
  if (cursor.remaining < 24)
    fault('invalid', base, says('an entry'), cursor.remaining, says('Broken bitmap directory'))
  const { type, flags, nameSize, extraSize, ...fields } = readFields(cursor)
  const length = roundUp(24 + nameSize + extraSize, 8)
  checkSizes(cursor, base, length, extraSize)
  const name = cursor.cString(nameSize)
  cursor.seek(start + length)
  const legal =
    (flags & FLAGS_RESERVED) === 0 &&
    type === TYPE_DIRTY_TRACKING &&
    nameSize <= MAX_BITMAP_NAME_SIZE
  const bitmap = {
    name,
    inUse: (flags & FLAG_IN_USE) !== 0,
    auto: (flags & FLAG_AUTO) !== 0,
    ...fields,
  }
  if (!legal || !isConsistent(bitmap, header)) {
    const message = says("Bitmap '{{name}}' doesn't satisfy the constraints", {
      name: displayText(name),
    })
    fault('invalid', base, says('a bitmap entry within its limits'), says('another'), message)
  }
  return bitmap
}

/** Of the entry at `base`, whose fields were read. */
function checkSizes(cursor: ByteCursor, base: number, length: number, extraSize: number): void {
  if (length - 24 > cursor.remaining) {
    fault(
      'invalid',
      base,
      says('{{bytes}} bytes', { bytes: length }),
      cursor.remaining + 24,
      says('Broken bitmap directory'),
    )
  }
  if (extraSize !== 0) {
    fault('unsupported', base + 20, 0, extraSize, says('Bitmap extra data is not supported'))
  }
}

/** In the order in which they are stored. */
function readFields(cursor: ByteCursor) {
  return {
    tableOffset: cursor.u64Be(),
    tableSize: cursor.u32Be(),
    flags: cursor.u32Be(),
    type: cursor.u8(),
    granularityBits: cursor.u8(),
    nameSize: cursor.u16Be(),
    extraSize: cursor.u32Be(),
  }
}

/** qemu's constraints on an entry (block/qcow2-bitmap.c, check_dir_entry). */
function isConsistent(bitmap: Qcow2Bitmap, { clusterBits, size }: Qcow2Header): boolean {
  const { tableOffset, tableSize, granularityBits, inUse } = bitmap
  const physical = tableSize * 2 ** clusterBits
  const covered = BigInt(physical * 8) << BigInt(granularityBits)
  return (
    tableSize > 0 &&
    tableSize <= MAX_BITMAP_TABLE_SIZE &&
    physical <= MAX_BITMAP_PHYSICAL_SIZE &&
    tableOffset !== 0n &&
    tableOffset % BigInt(2 ** clusterBits) === 0n &&
    granularityBits >= MIN_BITMAP_GRANULARITY_BITS &&
    granularityBits <= MAX_BITMAP_GRANULARITY_BITS &&
    // A bitmap in use may be shorter than the disk: it was not saved after a resize.
    (inUse || size - (size % 512n) <= covered)
  )
}
