import { readPadded } from '../../../bytes/read-padded.ts'
import { quote, says } from '../../../phrases/phrase.ts'
import { ENTRY_BYTES, entryOffset, entryText, hasReservedL1Bits, isCopied } from '../entry-words.ts'
import { UNREADABLE } from '../refcounts.ts'
import { copiedBit } from './copied-bit.ts'
import type { CheckState } from './state.ts'

/** Bytes of an L1 table that are read at once. */
const PIECE = 256 * 1024

/** How many L1 entries name one L2 table. */
export interface TableUses {
  active: number
  inactive: number
  /** Of the active ones, those for which bit 63 is compared with the refcounts. */
  copied: number
}

/** L2 tables by their offset: one that many snapshots share is read and walked once. */
export type L2Uses = Map<number, TableUses>

/** An L1 table that is checked; `times` is how many snapshots have this very table. */
export interface L1Table {
  readonly offset: number
  readonly entries: number
  readonly active: boolean
  readonly times: number
}

/** Counts the references of an L1 table and notes the L2 tables that it names in `uses`. */
export function checkL1(state: CheckState, table: L1Table, uses: L2Uses): void {
  const { offset, entries, times } = table
  const length = entries * ENTRY_BYTES
  if (length === 0) return
  state.counts.add(offset, length, times, 'L1 table', offset)
  state.noteEnd('L1 table', offset, length, true)
  // What lies past the end of the file is zeros, which name nothing.
  const end = Math.min(offset + length, state.fileEnd)
  state.budget.expect(Math.max(0, end - offset))
  const buffer = new ArrayBuffer(Math.max(0, Math.min(PIECE, roundUpToEntries(end - offset))))
  const bytes = new Uint8Array(buffer)
  for (let at = offset; at < end; at += PIECE) {
    const part = bytes.subarray(0, Math.min(PIECE, roundUpToEntries(end - at)))
    state.budget.spend(part.length)
    readPadded(state.source, part, at)
    checkPiece(state, table, new DataView(buffer, 0, part.length), at, uses)
  }
}

function roundUpToEntries(length: number): number {
  return Math.ceil(length / ENTRY_BYTES) * ENTRY_BYTES
}

function checkPiece(
  state: CheckState,
  table: L1Table,
  view: DataView,
  start: number,
  uses: L2Uses,
): void {
  for (let at = 0; at < view.byteLength; at += ENTRY_BYTES) {
    const high = view.getUint32(at)
    const low = view.getUint32(at + 4)
    if (high !== 0 || low !== 0) checkEntry(state, table, { high, low, at: start + at }, uses)
  }
}

interface L1Entry {
  readonly high: number
  readonly low: number
  /** Where it stands in the file. */
  readonly at: number
}

/** An entry with nothing but flags names offset 0: to qemu's check that is a table like any other. */
function checkEntry(
  state: CheckState,
  { active, times }: L1Table,
  entry: L1Entry,
  uses: L2Uses,
): void {
  const { high, low, at } = entry
  const { clusterSize, counts } = state
  const offset = entryOffset(high, low)
  if (hasReservedL1Bits(high, low)) reservedBits(state, entry, times)
  counts.add(offset, clusterSize, times, 'L1 entry', at)
  state.noteEnd('L2 table', offset, clusterSize, true)
  if ((low & (clusterSize - 1) & ~511) !== 0) unaligned(state, entry, times)
  const copied = active && offset !== 0 && checkCopied(state, entry, offset) ? times : 0
  if (offset >= state.fileEnd) return
  const known = uses.get(offset)
  if (known === undefined) {
    uses.set(offset, { active: active ? times : 0, inactive: active ? 0 : times, copied })
    return
  }
  if (active) known.active += times
  else known.inactive += times
  known.copied += copied
}

function reservedBits(state: CheckState, { high, low, at }: L1Entry, times: number): void {
  state.log.add('corruption', times, () => ({
    what: 'L1 entry',
    offset: at,
    expected: says('reserved bits 0'),
    found: quote(entryText(high, low)),
    message: `found L1 entry with reserved bits set: ${entryText(high, low)}`,
  }))
}

function unaligned(state: CheckState, { high, low, at }: L1Entry, times: number): void {
  state.log.add('corruption', times, () => {
    const found = `0x${entryOffset(high, low).toString(16)}`
    return {
      what: 'L1 entry',
      offset: at,
      expected: says('an offset aligned to clusters'),
      found: quote(found),
      message: `l2_offset=${found}: Table is not cluster aligned; L1 entry corrupted`,
    }
  })
}

/** Bit 63 says that the refcount is 1. False when the refcount cannot be read. */
function checkCopied(state: CheckState, { high, low, at }: L1Entry, offset: number): boolean {
  const refcount = state.stored.at(Math.floor(offset / state.clusterSize))
  if (refcount === UNREADABLE) return false
  if ((refcount === 1) !== isCopied(high)) {
    state.log.add('corruption', 1, () => ({
      what: 'L1 entry',
      offset: at,
      expected: copiedBit(refcount),
      found: quote(entryText(high, low)),
      message: `OFLAG_COPIED L2 cluster: l1_entry=${entryText(high, low)} refcount=${refcount}`,
    }))
  }
  return true
}
