import { readPadded } from '../../../bytes/read-padded.ts'
import { type Phrase, quote, says } from '../../../phrases/phrase.ts'
import {
  ALL_SUBCLUSTERS,
  compressedLength,
  compressedOffset,
  ENTRY_BYTES,
  EXTENDED_ENTRY_BYTES,
  entryOffset,
  entryText,
  hasReservedL2Bits,
  hasZeroFlag,
  isCompressed,
  isCopied,
} from '../entry-words.ts'
import { SUBCLUSTERS_PER_CLUSTER } from '../limits.ts'
import { UNREADABLE } from '../refcounts.ts'
import { copiedBit } from './copied-bit.ts'
import type { TableUses } from './l1.ts'
import type { CheckState } from './state.ts'
import { nextUsedWord } from './used-words.ts'

const WHAT = 'L2 entry'
const WORD_BYTES = 4

/**
 * Walks L2 tables and counts what they reference, in qemu's order and by its rules
 * (block/qcow2-refcount.c). One object walks all tables, so that a table allocates nothing.
 */
export class L2Checker {
  allocated = 0
  fragmented = 0
  compressed = 0
  readonly #state: CheckState
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #words: Int32Array
  readonly #entryBytes: number
  readonly #alignMask: number
  #uses: TableUses = { active: 0, inactive: 0, copied: 0 }
  #times = 0
  /** Where the next cluster would be if the guest's clusters lay one after the other; 0 for none. */
  #contiguous = 0

  constructor(state: CheckState) {
    const buffer = new ArrayBuffer(state.clusterSize)
    this.#state = state
    this.#bytes = new Uint8Array(buffer)
    this.#view = new DataView(buffer)
    this.#words = new Int32Array(buffer)
    this.#entryBytes = state.extendedL2 ? EXTENDED_ENTRY_BYTES : ENTRY_BYTES
    this.#alignMask = (state.clusterSize - 1) & ~511
  }

  check(tableOffset: number, uses: TableUses): void {
    const state = this.#state
    state.budget.spend(this.#bytes.length)
    readPadded(state.source, this.#bytes, tableOffset)
    this.#uses = uses
    this.#times = uses.active + uses.inactive
    this.#contiguous = 0
    const { length } = this.#bytes
    for (let at = 0; at < length; at += this.#entryBytes) {
      const used = nextUsedWord(this.#words, at / WORD_BYTES) * WORD_BYTES
      if (used >= length) return
      at = used - (used % this.#entryBytes)
      const high = this.#view.getUint32(at)
      const low = this.#view.getUint32(at + 4)
      this.#entry(high, low, tableOffset + at, at)
    }
  }

  #entry(high: number, low: number, at: number, within: number): void {
    const { extendedL2, dataFile } = this.#state
    if (isCompressed(high)) {
      this.#compressedEntry(high, low, at, within)
      return
    }
    // qemu's check lets bit 0 of extended entries be.
    if (hasReservedL2Bits(high, low, false)) {
      this.#corrupt(at, says('reserved bits 0'), high, low, 'found l2 entry with reserved bits set')
    }
    const offset = entryOffset(high, low)
    if (offset !== 0) {
      this.#located(high, low, offset, at, within)
      return
    }
    const plainZero = hasZeroFlag(low) && !extendedL2
    if (dataFile && isCopied(high) && !plainZero) this.#located(high, low, 0, at, within)
    else if (extendedL2 && this.#view.getUint32(within + 12) !== 0) {
      const message = 'Unallocated cluster has non-zero subcluster allocation map'
      this.#corrupt(at, says('no allocated subcluster'), high, low, message)
    }
  }

  #located(high: number, low: number, offset: number, at: number, within: number): void {
    const state = this.#state
    if (state.extendedL2) {
      const zero = this.#view.getUint32(within + 8)
      const allocated = this.#view.getUint32(within + 12)
      if ((zero & allocated) !== 0) {
        const message = 'Allocated cluster has corrupted subcluster allocation bitmap'
        this.#corrupt(at, says('no subcluster both allocated and zero'), high, low, message)
      }
    }
    if ((low & this.#alignMask) !== 0) {
      const message = 'Cluster is not properly aligned; L2 entry corrupted'
      this.#corrupt(at, says('an offset aligned to clusters'), high, low, message)
    }
    const { active } = this.#uses
    this.allocated += active
    if (this.#contiguous !== 0 && offset !== this.#contiguous) this.fragmented += active
    this.#contiguous = offset + state.clusterSize
    if (!state.dataFile) {
      state.counts.add(offset, state.clusterSize, this.#times, WHAT, at)
      if (offset + state.clusterSize > state.source.size) this.#pastEnd(low, offset, within)
    }
    if (this.#uses.copied > 0) this.#checkCopied(high, low, offset, at)
  }

  /** Of a cluster with subclusters qemu writes no more than the allocated ones; of zeros nothing is lost. */
  #pastEnd(low: number, offset: number, within: number): void {
    const { extendedL2, clusterSize, source } = this.#state
    const isZero = hasZeroFlag(low) && !extendedL2
    const allocated = extendedL2 ? this.#view.getUint32(within + 12) : ALL_SUBCLUSTERS
    const subclusters = SUBCLUSTERS_PER_CLUSTER - Math.clz32(allocated)
    const used = isZero ? 0 : (subclusters * clusterSize) / SUBCLUSTERS_PER_CLUSTER
    if (offset >= source.size || offset + used > source.size) {
      this.#state.noteEnd('data cluster', offset, clusterSize, used > 0)
    }
  }

  #compressedEntry(high: number, low: number, at: number, within: number): void {
    const state = this.#state
    if (isCopied(high)) {
      const message = 'copied flag must never be set for compressed clusters'
      this.#corrupt(at, says('bit {{n}} to be {{n2}}', { n: 63, n2: 0 }), high, low, message)
    }
    if (state.dataFile) {
      this.#corrupt(
        at,
        says('no compressed cluster'),
        high,
        low,
        'compressed cluster with data file',
      )
      return
    }
    if (
      state.extendedL2 &&
      (this.#view.getUint32(within + 8) !== 0 || this.#view.getUint32(within + 12) !== 0)
    ) {
      const message = 'compressed cluster with non-zero subcluster allocation bitmap'
      this.#corrupt(at, says('no subclusters'), high, low, message)
      return
    }
    const { clusterBits } = state.header
    const offset = compressedOffset(high, low, clusterBits)
    const length = compressedLength(high, low, clusterBits)
    state.counts.add(offset, length, this.#times, WHAT, at)
    // The last sector need not be whole: qemu ends the file where the packed bytes do.
    if (offset + length > state.fileEnd) state.noteEnd('compressed cluster', offset, length, true)
    const { active } = this.#uses
    this.allocated += active
    this.compressed += active
    // Neighbours share sectors, which have to be read twice: fragmented by nature, says qemu.
    this.fragmented += active
  }

  #checkCopied(high: number, low: number, offset: number, at: number): void {
    const { dataFile, stored, clusterSize } = this.#state
    const refcount = dataFile ? 1 : stored.at(Math.floor(offset / clusterSize))
    if (refcount === UNREADABLE || (refcount === 1) === isCopied(high)) return
    this.#notCopied(high, low, refcount, at)
  }

  #notCopied(high: number, low: number, refcount: number, at: number): void {
    this.#state.log.add('corruption', this.#uses.copied, () => ({
      what: WHAT,
      offset: at,
      expected: copiedBit(refcount),
      found: quote(entryText(high, low)),
      message: `OFLAG_COPIED data cluster: l2_entry=${entryText(high, low)} refcount=${refcount}`,
    }))
  }

  #corrupt(at: number, expected: Phrase, high: number, low: number, message: string): void {
    this.#state.log.add('corruption', this.#times, () => ({
      what: WHAT,
      offset: at,
      expected,
      found: quote(entryText(high, low)),
      message: `${message}: l2_entry=${entryText(high, low)}`,
    }))
  }
}
