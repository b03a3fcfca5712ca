import { LruCache } from '../../bytes/lru.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { type Phrase, says } from '../../phrases/phrase.ts'
import type { BlockWalk } from './block-walk.ts'
import { EntryTable, type EntryTableShape, entryTableInside } from './entry-table.ts'

/** Second-level tables that are kept, each with its own pieces. */
const TABLES_KEPT = 64

/** Two levels of tables, as VMDK, QED and version 1 of qcow have them. */
export interface TwoLevelShape {
  readonly first: EntryTableShape
  readonly second: Omit<EntryTableShape, 'offset'>
  /** The file may lack some of the first level: `count` is of the entries that it has a part of. */
  readonly mayLackFirst?: true
  /** Bytes by which an entry of the first level counts. */
  readonly scale: number
  /** Alignment of second-level tables in bytes. */
  readonly alignment: number
  /** What a second-level table's offset should be; undefined where `offset` is right. */
  readonly expected?: (offset: number) => Phrase | undefined
}

/** A second-level table and the index in it. */
export interface EntryPlace {
  readonly table: EntryTable
  readonly index: number
}

export class TwoLevels {
  readonly #source: ByteSource
  readonly #shape: TwoLevelShape
  readonly #first: EntryTable
  readonly #tables = new LruCache<EntryTable>(TABLES_KEPT)

  /** Throws `FormatError` (`truncated`) when the first level ends beyond the file, unless it may. */
  constructor(source: ByteSource, shape: TwoLevelShape) {
    this.#source = source
    this.#shape = shape
    const { first, mayLackFirst } = shape
    this.#first = mayLackFirst ? new EntryTable(source, first) : entryTableInside(source, first)
  }

  /**
   * What the walk meets at block `index`: `count` blocks without a table, which the walk was told,
   * or the place of the block's entry.
   */
  at(index: number, end: number, walk: BlockWalk): number | EntryPlace {
    const { first, second, alignment } = this.#shape
    const l1 = Math.floor(index / second.count)
    const rest = Math.min((l1 + 1) * second.count, end) - index
    if (l1 >= first.count) return walk.nowhere('unallocated', end - index)
    const offset = this.#first.value(l1) * this.#shape.scale
    if (offset === 0) return walk.nowhere('unallocated', rest)
    const at = this.#first.placeOf(l1)
    if (offset % alignment !== 0) {
      return walk.invalid(
        rest,
        first.what,
        at,
        says('a multiple of {{n}}', { n: alignment }),
        offset,
      )
    }
    const expected = this.#shape.expected?.(offset)
    if (expected !== undefined)
      return walk.invalid(rest, first.what, at, expected, says('{{at}}', { at: offset }))
    if (offset >= this.#source.size) {
      walk.cut(first.what, at, offset)
      return walk.nowhere('unallocated', rest)
    }
    const earlier = walk.firstIn(Math.floor(offset / (second.count * second.entryBytes)), l1)
    if (earlier !== l1) {
      const found = says('at {{at}}, over the table of entry {{n}}', { at: offset, n: earlier })
      return walk.invalid(rest, first.what, at, says('a table of its own'), found)
    }
    const table = this.#table(offset)
    const own = index % second.count
    // What a table lacks behind the end of the file is zeros, and need not be walked.
    if (table.placeOf(own) >= this.#source.size) return walk.nowhere('unallocated', rest)
    return { table, index: own }
  }

  #table(offset: number): EntryTable {
    const known = this.#tables.get(offset)
    if (known !== undefined) return known
    const table = new EntryTable(this.#source, { ...this.#shape.second, offset })
    this.#tables.set(offset, table, 1)
    return table
  }
}
