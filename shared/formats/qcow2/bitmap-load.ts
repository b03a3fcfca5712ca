import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { displayText } from '../../bytes/text.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { BITMAP_TABLE_ALL_ONES } from './entries.ts'
import { ENTRY_BYTES, entryOffset, entryText, hasReservedL2Bits } from './entry-words.ts'
import { PaddedRun } from './padded-run.ts'
import type { Qcow2Bitmap, Qcow2Header } from './types.ts'

/** Bytes of bitmap tables that are looked through: bitmaps of 64 KiB a bit of 256 PiB of disks. */
const MAX_TABLE_BYTES = 4 * 1024 * 1024
/** Bits are kept in words of this many bytes. */
const WORD_BYTES = 8
/** Says what all bits are, where there is no offset. */
const ALL_ONES = Number(BITMAP_TABLE_ALL_ONES)

/**
 * qemu loads every bitmap that is not in use when it opens an image, and does not open one of which
 * it cannot (block/qcow2-bitmap.c, load_bitmap). Throws `FormatError` for the first of them, in its
 * words. Tables are looked through as far as `MAX_TABLE_BYTES` go.
 */
export function checkBitmapsLoad(
  source: ByteSource,
  bitmaps: readonly Qcow2Bitmap[],
  header: Qcow2Header,
): void {
  const run = new PaddedRun(source)
  const isTaken = takenNames()
  let left = MAX_TABLE_BYTES
  for (const bitmap of bitmaps) {
    if (isTaken(bitmap)) throw nameError(bitmap)
    if (bitmap.inUse) continue
    const length = Math.min(bitmap.tableSize * ENTRY_BYTES, left)
    left -= length
    checkEntries(run, bitmap, length, header)
    if (!hasItsSize(bitmap, header)) throw sizeError(bitmap, header)
  }
}

/**
 * To be asked of all bitmaps in order: whether qemu cannot load one because another has its name. One
 * that is in use is not loaded, but keeps its name from those that follow.
 */
export function takenNames(): (bitmap: Qcow2Bitmap) => boolean {
  const names = new Set<string>()
  return ({ name, inUse }) => {
    const isTaken = names.has(name) && !inUse
    names.add(name)
    return isTaken
  }
}

/** Whether the table of a bitmap is as long as its bits of the disk take, and no longer. */
export function hasItsSize({ tableSize, granularityBits }: Qcow2Bitmap, header: Qcow2Header) {
  return tableSize === neededEntries(granularityBits, header)
}

function neededEntries(granularityBits: number, { size, clusterBits }: Qcow2Header): number {
  const sectors = BigInt(SECTOR_SIZE)
  const bits = Math.ceil(Number((size / sectors) * sectors) / 2 ** granularityBits)
  return Math.ceil((Math.ceil(bits / (8 * WORD_BYTES)) * WORD_BYTES) / 2 ** clusterBits)
}

function checkEntries(
  run: PaddedRun,
  bitmap: Qcow2Bitmap,
  length: number,
  { clusterBits }: Qcow2Header,
): void {
  const start = Number(bitmap.tableOffset)
  for (let at = start; at < start + length; at += ENTRY_BYTES) {
    const place = run.place(at, ENTRY_BYTES)
    const high = run.view.getUint32(place)
    const low = run.view.getUint32(place + 4)
    if (!isLegalBitmapEntry(high, low, 2 ** clusterBits)) throw entryError(bitmap, high, low, at)
  }
}

/** Bits 56 to 63 and 1 to 8 are reserved; bit 0 says something only where there is no offset. */
export function isLegalBitmapEntry(high: number, low: number, clusterSize: number): boolean {
  if (high === 0 && (low & ~ALL_ONES) === 0) return true
  const reserved = high >>> 24 !== 0 || hasReservedL2Bits(high, low, true)
  const isAligned = (low & (clusterSize - 1) & ~511) === 0
  return !reserved && entryOffset(high, low) !== 0 && isAligned
}

function entryError({ name }: Qcow2Bitmap, high: number, low: number, at: number): FormatError {
  const message = says("Could not read bitmap_table table from image for bitmap '{{name}}'", {
    name: displayText(name),
  })
  const expected = says('an offset aligned to clusters, and reserved bits 0')
  const found = quote(entryText(high, low))
  return new FormatError('invalid', 'bitmap table entry', at, expected, found, message)
}

function nameError({ name, tableOffset }: Qcow2Bitmap): FormatError {
  const message = alreadyExists(name)
  const [expected, found] = [says('a name of its own'), quote(displayText(name))]
  return new FormatError('invalid', 'bitmap', Number(tableOffset), expected, found, message)
}

export function alreadyExists(name: string): Phrase {
  return says('Bitmap already exists: {{name}}', { name: displayText(name) })
}

function sizeError({ name, tableOffset, ...bitmap }: Qcow2Bitmap, header: Qcow2Header) {
  const message = says("Could not read bitmap '{{name}}' from image", { name: displayText(name) })
  const expected = says('a table of {{n}} entries', {
    n: neededEntries(bitmap.granularityBits, header),
  })
  const found = bitmap.tableSize
  return new FormatError('invalid', 'bitmap table', Number(tableOffset), expected, found, message)
}
