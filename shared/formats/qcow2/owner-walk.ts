import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import type { Walk } from '../walk.ts'
import { TableBudget } from './check/table-budget.ts'
import { type ClusterOwners, joined, NOBODY, type OwnerCode } from './cluster-owners.ts'
import {
  compressedLength,
  compressedOffset,
  ENTRY_BYTES,
  EXTENDED_ENTRY_BYTES,
  entryOffset,
  isCompressed,
} from './entry-words.ts'
import type { Qcow2Geometry } from './geometry.ts'
import { nextUsed } from './tables.ts'

const PIECE = 256 * 1024

/** Walks the tables of the active disk and of snapshots, and notes who reaches each cluster. */
export class OwnerWalk {
  readonly budget: TableBudget
  readonly #source: ByteSource
  readonly #owners: ClusterOwners
  readonly #geometry: Qcow2Geometry
  readonly #clusterSize: number
  /** Who reaches each L2 table, by its offset: a shared one is walked once. */
  readonly #tables = new Map<number, OwnerCode>()

  constructor(source: ByteSource, geometry: Qcow2Geometry, owners: ClusterOwners) {
    this.budget = new TableBudget(source.size)
    this.#source = source
    this.#geometry = geometry
    this.#owners = owners
    this.#clusterSize = 2 ** geometry.clusterBits
  }

  /** Notes the tables of one L1 table; `ownerOf` says to whom an entry belongs. */
  addL1({ l1Offset, l1Entries }: Qcow2Geometry, ownerOf: (entry: number) => OwnerCode): void {
    const length = Math.min(l1Entries * ENTRY_BYTES, Math.max(0, this.#source.size - l1Offset))
    this.budget.expect(length)
    this.#owners.add(l1Offset, length, ownerOf(0))
    const bytes = new Uint8Array(Math.min(PIECE, Math.ceil(length / ENTRY_BYTES) * ENTRY_BYTES))
    const view = new DataView(bytes.buffer)
    for (let done = 0; done < length; done += bytes.length) {
      this.budget.spend(bytes.length)
      readPadded(this.#source, bytes, l1Offset + done)
      const end = Math.min(bytes.length, length - done)
      for (let at = 0; at < end; at += ENTRY_BYTES) {
        const offset = entryOffset(view.getUint32(at), view.getUint32(at + 4))
        if (offset !== 0) this.#addTable(offset, ownerOf((done + at) / ENTRY_BYTES))
      }
    }
  }

  *walkTables(): Walk<void> {
    this.budget.expect(this.#tables.size * this.#clusterSize)
    const bytes = new Uint8Array(this.#clusterSize)
    const words = new Float64Array(bytes.buffer)
    for (const [offset, owner] of this.#tables) {
      this.budget.spend(bytes.length)
      readPadded(this.#source, bytes, offset)
      this.#owners.add(offset, this.#clusterSize, owner)
      this.#addEntries(words, owner)
      yield this.budget.progress
    }
  }

  #addEntries(words: Float64Array, owner: OwnerCode): void {
    const view = new DataView(words.buffer)
    const perEntry = this.#geometry.extendedL2 ? EXTENDED_ENTRY_BYTES / ENTRY_BYTES : 1
    let used = nextUsed(words, 0, words.length)
    while (used < words.length) {
      const first = used - (used % perEntry)
      const at = first * ENTRY_BYTES
      this.#addEntry(view.getUint32(at), view.getUint32(at + 4), owner)
      used = nextUsed(words, first + perEntry, words.length)
    }
  }

  #addTable(offset: number, owner: OwnerCode): void {
    if (offset % this.#clusterSize !== 0 || offset >= this.#source.size) return
    this.#tables.set(offset, joined(this.#tables.get(offset) ?? NOBODY, owner))
  }

  #addEntry(high: number, low: number, owner: OwnerCode): void {
    if (isCompressed(high)) {
      const { clusterBits } = this.#geometry
      const length = compressedLength(high, low, clusterBits)
      this.#owners.add(compressedOffset(high, low, clusterBits), length, owner)
      return
    }
    const offset = entryOffset(high, low)
    if (offset !== 0) this.#owners.add(offset, this.#clusterSize, owner)
  }
}
