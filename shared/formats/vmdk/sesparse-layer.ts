import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { EntryTable, entryTableInside } from '../disk/entry-table.ts'
import type { DiskLayer } from '../disk/types.ts'
import { readSeSparseHeader, type SeSparseHeader } from './sesparse-header.ts'

const WHAT = 'grain directory'
const ENTRY = { entryBytes: 8, littleEndian: true } as const
/** The upper half of a directory entry that names a table. */
const HAS_TABLE = 0x1000_0000
/** The uppermost four bits of a grain's entry. */
const NONE = 0
const UNMAPPED = 1
const ZERO = 2
const HELD = 3

/** The guest's disk of a space-efficient sparse extent. Throws `FormatError` for its header. */
export function seSparseLayer(source: ByteSource): DiskLayer {
  return blockLayer(new SeSparseMap(source, readSeSparseHeader(source)))
}

class SeSparseMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly #header: SeSparseHeader
  readonly #directory: EntryTable
  #table: EntryTable | undefined

  constructor(source: ByteSource, header: SeSparseHeader) {
    const { directoryOffset: offset, directoryEntries: count } = header
    this.source = source
    this.size = header.capacity * SECTOR_SIZE
    this.unit = header.grainSize
    this.#header = header
    this.#directory = entryTableInside(source, { ...ENTRY, what: WHAT, offset, count })
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const { tableEntries } = this.#header
    const first = Math.floor(index / tableEntries)
    const rest = Math.min((first + 1) * tableEntries, end) - index
    if (first >= this.#directory.shape.count) return walk.nowhere('unallocated', end - index)
    const [high, low] = [this.#directory.high(first), this.#directory.low(first)]
    if (high === 0 && low === 0) return walk.nowhere('unallocated', rest)
    const at = this.#directory.placeOf(first)
    if (high !== HAS_TABLE) {
      return walk.invalid(
        rest,
        WHAT,
        at,
        says('a kind that tables have'),
        says('kind {{n}}', { n: high >>> 28 }),
      )
    }
    const offset = this.#header.tablesOffset + low * tableEntries * ENTRY.entryBytes
    if (offset >= this.source.size) {
      walk.cut(WHAT, at, offset)
      return walk.nowhere('unallocated', rest)
    }
    const earlier = walk.firstIn(offset, first)
    if (earlier !== first) {
      const found = says('at {{at}}, over the table of entry {{n}}', { at: offset, n: earlier })
      return walk.invalid(rest, WHAT, at, says('a table of its own'), found)
    }
    return this.#grain(this.#tableAt(offset), index % tableEntries, walk)
  }

  #tableAt(offset: number): EntryTable {
    const { tableEntries: count } = this.#header
    if (this.#table?.shape.offset !== offset) {
      this.#table = new EntryTable(this.source, { ...ENTRY, what: 'grain table', offset, count })
    }
    return this.#table
  }

  #grain(table: EntryTable, index: number, walk: BlockWalk): number {
    const [high, low] = [table.high(index), table.low(index)]
    const kind = high >>> 28
    if (kind === NONE && high === 0 && low === 0) return walk.nowhere('unallocated', 1)
    if (kind === UNMAPPED || kind === ZERO) return walk.nowhere('zero', 1)
    const at = table.placeOf(index)
    if (kind !== HELD) {
      const found = says('kind {{n}}', { n: kind })
      return walk.invalid(1, 'grain table', at, says('a kind that grains have'), found)
    }
    return walk.data(
      this.#header.grainsOffset + grainNumber(high, low) * this.unit,
      1,
      'grain table',
      at,
    )
  }
}

/** Bits 48 to 59 are the lowest twelve of the number, bits 0 to 47 the others. */
function grainNumber(high: number, low: number): number {
  const upper = (high & 0xffff) * 2 ** 32 + low
  return upper * 4096 + ((high >>> 16) & 0xfff)
}
