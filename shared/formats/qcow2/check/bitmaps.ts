import { FormatError, sentenceOf } from '../../../bytes/errors.ts'
import { fileOffset } from '../../../bytes/numbers.ts'
import { readPadded } from '../../../bytes/read-padded.ts'
import { displayText } from '../../../bytes/text.ts'
import { english } from '../../../phrases/english.ts'
import { quote, says } from '../../../phrases/phrase.ts'
import type { Walk } from '../../walk.ts'
import { alreadyExists, hasItsSize, isLegalBitmapEntry, takenNames } from '../bitmap-load.ts'
import { readBitmaps } from '../bitmaps.ts'
import { BITMAP_TABLE_ALL_ONES } from '../entries.ts'
import { ENTRY_BYTES, entryOffset, entryText } from '../entry-words.ts'
import { AUTOCLEAR_BITMAPS } from '../features.ts'
import type { BitmapsPointer, Qcow2Bitmap } from '../types.ts'
import type { CheckState } from './state.ts'
import type { BitmapSpace } from './types.ts'

const PIECE = 256 * 1024
const ALL_ONES = Number(BITMAP_TABLE_ALL_ONES)
const WHAT = 'bitmap table entry'

/**
 * Counts the references of the bitmap directory, the bitmaps' tables and their data. Without the
 * autoclear bit the extension is stale and its clusters are leaks.
 */
export function* checkBitmaps(
  state: CheckState,
  pointer: BitmapsPointer | undefined,
): Walk<readonly BitmapSpace[]> {
  const { header } = state
  if (pointer === undefined || (header.autoclearFeatures & AUTOCLEAR_BITMAPS) === 0n) return []
  const offset = fileOffset(pointer.directoryOffset)
  const size = fileOffset(pointer.directorySize)
  state.counts.add(offset, size, 1, 'bitmap directory', offset)
  state.noteEnd('bitmap directory', offset, size, true)
  const spaces: BitmapSpace[] = []
  const isTaken = takenNames()
  for (const bitmap of directory(state, pointer)) {
    if (isTaken(bitmap)) noteName(state, bitmap)
    spaces.push(yield* checkBitmap(state, bitmap))
  }
  return spaces
}

/** A directory that qemu cannot load is a corruption to it; nothing is known of what it names. */
function directory(state: CheckState, pointer: BitmapsPointer): readonly Qcow2Bitmap[] {
  try {
    return readBitmaps(state.source, pointer, state.header)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { offset, expected, found } = error.fault
    state.log.add('corruption', 1, () => ({
      what: 'bitmap directory',
      offset,
      expected,
      found,
      message: english(sentenceOf(error.fault)),
    }))
    return []
  }
}

function* checkBitmap(state: CheckState, bitmap: Qcow2Bitmap): Walk<BitmapSpace> {
  const { name, inUse } = bitmap
  const offset = fileOffset(bitmap.tableOffset)
  const length = bitmap.tableSize * ENTRY_BYTES
  const clusters = Math.ceil(length / state.clusterSize)
  if (inUse) noteInUse(state, bitmap, offset)
  else if (!hasItsSize(bitmap, state.header)) noteSize(state, bitmap, offset)
  const counted = state.counts.add(offset, length, 1, 'bitmap table', offset)
  state.noteEnd('bitmap table', offset, length, true)
  let stored = 0
  const end = counted ? Math.min(offset + length, state.fileEnd) : offset
  state.budget.expect(Math.max(0, end - offset))
  const bytes = new Uint8Array(Math.max(0, Math.min(PIECE, end - offset)))
  for (let at = offset; at < end; at += PIECE) {
    const part = bytes.subarray(0, Math.min(PIECE, end - at))
    state.budget.spend(part.length)
    readPadded(state.source, part, at)
    stored += checkEntries(state, new DataView(bytes.buffer, 0, part.length), at)
    yield state.budget.progress
  }
  const { clusterSize } = state
  return { name, inUse, tableBytes: clusters * clusterSize, dataBytes: stored * clusterSize }
}

function noteInUse(state: CheckState, { name }: Qcow2Bitmap, offset: number): void {
  state.log.add('note', 1, () => ({
    what: 'bitmap',
    offset,
    expected: says('the in-use flag to be clear'),
    found: says('set'),
    message: `bitmap '${displayText(name)}' is in use or was not saved: it is inconsistent`,
  }))
}

/** qemu does not open such images, to check them or for anything else. */
function noteName(state: CheckState, { name, tableOffset }: Qcow2Bitmap): void {
  state.log.add('corruption', 1, () => ({
    what: 'bitmap',
    offset: fileOffset(tableOffset),
    expected: says('a name of its own'),
    found: quote(displayText(name)),
    message: english(alreadyExists(name)),
  }))
}

function noteSize(state: CheckState, { name, tableSize }: Qcow2Bitmap, offset: number): void {
  state.log.add('corruption', 1, () => ({
    what: 'bitmap table',
    offset,
    expected: says('as many entries as the disk takes'),
    found: tableSize,
    message: `Could not read bitmap '${displayText(name)}' from image`,
  }))
}

/** Counts the entries' references; the number of clusters that hold bits. */
function checkEntries(state: CheckState, view: DataView, start: number): number {
  const { clusterSize, counts, log } = state
  let stored = 0
  for (let at = 0; at + ENTRY_BYTES <= view.byteLength; at += ENTRY_BYTES) {
    const high = view.getUint32(at)
    const low = view.getUint32(at + 4)
    if (high === 0 && (low & ~ALL_ONES) === 0) continue
    const offset = entryOffset(high, low)
    if (!isLegalBitmapEntry(high, low, clusterSize)) {
      log.add('corruption', 1, () => ({
        what: WHAT,
        offset: start + at,
        expected: says('an offset aligned to clusters, and reserved bits 0'),
        found: quote(entryText(high, low)),
        message: `bitmap table entry corrupted: ${entryText(high, low)}`,
      }))
      continue
    }
    stored += 1
    counts.add(offset, clusterSize, 1, WHAT, start + at)
    state.noteEnd('bitmap data', offset, clusterSize, true)
  }
  return stored
}
