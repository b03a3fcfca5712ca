import { ENTRY_BYTES } from './entry-words.ts'
import { l2OffsetAt } from './l1.ts'
import { StoredRefcounts } from './refcounts.ts'
import type { Qcow2Tables } from './tables.ts'
import type { Qcow2Header } from './types.ts'

type Structure = 'the L1 table' | 'the refcount table' | 'an L2 table' | 'a refcount block'

/** One that lies in one piece. Bytes. */
interface Region {
  readonly what: Structure
  readonly start: number
  readonly end: number
}

/**
 * Where the structures of an image lie that its writing depends on: active L1 and L2 tables, refcount
 * table and its blocks. No guest's data is to lie there. No entry points to the header: 0 is none.
 */
export class OwnPlaces {
  readonly #regions: readonly Region[]
  readonly #clusters: readonly (readonly [what: Structure, starts: Float64Array])[]

  constructor(tables: Qcow2Tables, header: Qcow2Header) {
    const { source, geometry } = tables
    const refcounts = new StoredRefcounts(source, header)
    const { tableOffset, tableEntries } = refcounts
    this.#regions = [
      region('the L1 table', geometry.l1Offset, geometry.l1Entries * ENTRY_BYTES),
      region('the refcount table', tableOffset, tableEntries * ENTRY_BYTES),
    ]
    this.#clusters = [
      ['an L2 table', sorted(l2Tables(tables))],
      ['a refcount block', sorted(blocks(refcounts))],
    ]
  }

  /** What lies in a stretch of the file that starts at a cluster, and where; undefined for nothing. */
  within(start: number, length: number): { what: Structure; offset: number } | undefined {
    const end = start + length
    for (const { what, start: first, end: last } of this.#regions) {
      if (first < end && last > start) return { what, offset: Math.max(first, start) }
    }
    for (const [what, starts] of this.#clusters) {
      const offset = starts[firstFrom(starts, start)] ?? end
      if (offset < end) return { what, offset }
    }
    return undefined
  }
}

function region(what: Structure, start: number, length: number): Region {
  return { what, start, end: start + length }
}

function* l2Tables(tables: Qcow2Tables): Generator<number> {
  const end = tables.geometry.l1Entries
  const next = (from: number): number => tables.nextUsedL1(from, end)
  for (let index = next(0); index < end; index = next(index + 1)) {
    const offset = l2OffsetAt(tables, index)
    if (offset !== undefined) yield offset
  }
}

function* blocks(refcounts: StoredRefcounts): Generator<number> {
  for (let index = 0; index < refcounts.usedEntries; index += 1) {
    const offset = refcounts.blockOffset(index)
    if (offset !== 0) yield offset
  }
}

function sorted(offsets: Iterable<number>): Float64Array {
  return Float64Array.from(offsets).sort()
}

/** Index of the first value that is not less than `from`. */
function firstFrom(values: Float64Array, from: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}
