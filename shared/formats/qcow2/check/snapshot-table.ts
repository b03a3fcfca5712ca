import { FormatError } from '../../../bytes/errors.ts'
import { fileOffset, roundUp } from '../../../bytes/numbers.ts'
import { readPadded } from '../../../bytes/read-padded.ts'
import { decodeText, displayText } from '../../../bytes/text.ts'
import { quote, says } from '../../../phrases/phrase.ts'
import type { Walk } from '../../walk.ts'
import { MAX_L1_ENTRIES, MAX_SNAPSHOT_EXTRA_DATA, MAX_SNAPSHOTS_SIZE } from '../limits.ts'
import { PaddedRun } from '../padded-run.ts'
import { checkL1, type L2Uses } from './l1.ts'
import type { CheckState } from './state.ts'

/** Bytes of an entry before its extra data, id and name. */
const ENTRY_HEADER = 40
/** Extra data that version 3 asks for: 64-bit VM state size and disk size. */
const LEAST_EXTRA = 16
const WHAT = 'snapshot table entry'

interface Entry {
  readonly at: number
  /** Up to 2^64, where it is rounded. */
  readonly l1Offset: number
  readonly l1OffsetText: string
  readonly isAligned: boolean
  readonly l1Entries: number
  readonly extraSize: number
  readonly idSize: number
  readonly nameSize: number
}

/**
 * Checks the snapshot table and counts its references and those of the snapshots' L1 tables. Like
 * qemu's check it reads zeros past the end of the file. Throws `FormatError` over qemu's limits.
 */
export function* checkSnapshots(state: CheckState, uses: L2Uses): Walk<void> {
  const { header, log } = state
  if (header.nbSnapshots === 0) return
  const start = fileOffset(header.snapshotsOffset)
  if (state.dataFile) {
    log.add('corruption', 1, () => ({
      what: 'header.nb_snapshots',
      offset: 60,
      expected: says('no snapshots beside an external data file'),
      found: header.nbSnapshots,
      message: `${header.nbSnapshots} snapshots in image with data file`,
    }))
  }
  const tables = new Map<string, { entry: Entry; times: number }>()
  const run = new PaddedRun(state.source)
  // From the table's start: beyond 2^53 an offset is no longer exact to the byte.
  let size = 0
  for (let index = 0; index < header.nbSnapshots; index += 1) {
    size = roundUp(size, 8)
    const entry = readEntry(state, run, start + size, index)
    size += ENTRY_HEADER + entry.extraSize + entry.idSize + entry.nameSize
    if (size > MAX_SNAPSHOTS_SIZE) throw tooLarge(size, start)
    yield state.budget.progress
    if (!isUsable(state, entry)) continue
    const key = `${entry.l1Offset} ${entry.l1Entries}`
    const known = tables.get(key)
    if (known === undefined) tables.set(key, { entry, times: 1 })
    else known.times += 1
  }
  for (const { entry, times } of tables.values()) {
    const { l1Offset: offset, l1Entries: entries } = entry
    checkL1(state, { offset, entries, active: false, times }, uses)
    yield state.budget.progress
  }
  state.counts.add(start, size, 1, 'snapshot table', 64)
  state.noteEnd('snapshot table', start, size, true)
}

function readEntry(state: CheckState, run: PaddedRun, at: number, index: number): Entry {
  state.budget.spend(ENTRY_HEADER)
  const { view } = run
  const from = run.place(at, ENTRY_HEADER)
  const extraSize = view.getUint32(from + 36)
  if (extraSize > MAX_SNAPSHOT_EXTRA_DATA) {
    const message = says('Too much extra metadata in snapshot table entry {{n}}', { n: index })
    throw new FormatError(
      'limit',
      WHAT,
      at + 36,
      says('at most {{n}}', { n: MAX_SNAPSHOT_EXTRA_DATA }),
      extraSize,
      message,
    )
  }
  if (extraSize < LEAST_EXTRA && state.header.version === 3) {
    state.log.add('corruption', 1, () => ({
      what: WHAT,
      offset: at + 36,
      expected: says('at least {{bytes}} bytes of extra data', { bytes: LEAST_EXTRA }),
      found: extraSize,
      message: `snapshot table entry ${index} is incomplete`,
    }))
  }
  const low = view.getUint32(from + 4)
  return {
    at,
    l1Offset: view.getUint32(from) * 2 ** 32 + low,
    l1OffsetText: `0x${view.getBigUint64(from).toString(16)}`,
    // Of the whole offset, as a number, the lowest bits are lost from 2^53 on.
    isAligned: low % state.clusterSize === 0,
    l1Entries: view.getUint32(from + 8),
    extraSize,
    idSize: view.getUint16(from + 12),
    nameSize: view.getUint16(from + 14),
  }
}

/** Whether the L1 table of a snapshot can be looked at. */
function isUsable(state: CheckState, entry: Entry): boolean {
  const { at, l1OffsetText: l1Offset, isAligned, l1Entries } = entry
  if (isAligned && l1Entries <= MAX_L1_ENTRIES) return true
  state.log.add('corruption', 1, () => {
    const name = snapshotName(state, entry)
    return !isAligned
      ? {
          what: WHAT,
          offset: at,
          expected: says('an L1 offset aligned to clusters'),
          found: quote(l1Offset),
          message: `snapshot ${name} l1_offset=${l1Offset}: L1 table is not cluster aligned; snapshot table entry corrupted`,
        }
      : {
          what: WHAT,
          offset: at + 8,
          expected: says('at most {{n}} L1 entries', { n: MAX_L1_ENTRIES }),
          found: l1Entries,
          message: `snapshot ${name} l1_size=0x${l1Entries.toString(16)}: L1 table is too large; snapshot table entry corrupted`,
        }
  })
  return false
}

/** `id (name)`. */
function snapshotName(state: CheckState, { at, extraSize, idSize, nameSize }: Entry): string {
  const text = (offset: number, length: number): string => {
    const bytes = new Uint8Array(length)
    readPadded(state.source, bytes, offset)
    return displayText(decodeText(bytes))
  }
  const id = at + ENTRY_HEADER + extraSize
  return `${text(id, idSize)} (${text(id + idSize, nameSize)})`
}

function tooLarge(size: number, start: number): FormatError {
  const expected = says('at most {{bytes}} bytes', { bytes: MAX_SNAPSHOTS_SIZE })
  const message = says('Snapshot table is too big')
  return new FormatError('limit', 'snapshot table', start, expected, size, message)
}
