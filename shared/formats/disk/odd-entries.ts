import type { Fault } from '../../bytes/errors.ts'
import type { FaultSink } from './types.ts'

/** An entry of a layer's tables that the format does not have. */
export interface OddEntry {
  readonly depth: number
  readonly fault: Fault
  /** What it maps of the guest's disk, in bytes. */
  readonly start: number
  readonly length: number
}

/**
 * Entries whose reserved bits are set: QEMU passes over these bits, and so does a read. Nobody knows whether
 * what is left of the entry is what was written, so whoever copies the data says so.
 */
export class OddEntries {
  #first: OddEntry | undefined
  #hasMore = false

  /** The first of them that was met. */
  get first(): OddEntry | undefined {
    return this.#first
  }

  /** Whether another was met too. How many there are is not told: a stretch may be walked twice. */
  get hasMore(): boolean {
    return this.#hasMore
  }

  note(depth: number, make: () => Fault, start: number, length: number): void {
    if (this.#hasMore) return
    const entry = { depth, fault: make(), start, length }
    if (this.#first === undefined) this.#first = entry
    else this.#hasMore = !isSame(this.#first, entry)
  }
}

function isSame(one: OddEntry, other: OddEntry): boolean {
  return one.depth === other.depth && one.fault.offset === other.fault.offset
}

/** Tells `faults` of such an entry. */
export function noteOdd(
  faults: FaultSink | undefined,
  start: number,
  length: number,
  make: () => Fault,
): void {
  if (faults?.noteOdd === undefined) faults?.note('invalid', make)
  else faults.noteOdd(make, start, length)
}
