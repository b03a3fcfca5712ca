import { LruCache } from '../../bytes/lru.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { ENTRY_BYTES } from './entry-words.ts'
import { type Qcow2Geometry, type TableLayout, tableLayout } from './geometry.ts'

/** L1 is read in pieces of this many bytes: a table is up to 32 MiB, and mostly zeros. */
const L1_PIECE = 64 * 1024
const L1_CACHE = 1024 * 1024
/** Bytes of L2 tables that are kept for reading; qemu's own default is 32 MiB. */
const L2_CACHE = 16 * 1024 * 1024

/** Entries in memory, big-endian as in the file. */
export interface Table {
  readonly bytes: Uint8Array
  readonly view: DataView
  /**
   * The same entries as doubles, to skip empty ones at eight bytes a step: an entry compares equal
   * to 0 where it is all zero, or has nothing but bit 63 set.
   */
  readonly doubles: Float64Array
}

/** Entries `first` to `end` of an L1 table. */
interface L1Piece {
  readonly table: Table
  readonly first: number
  readonly end: number
}

function newTable(length: number): Table {
  const buffer = new ArrayBuffer(length)
  return {
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    doubles: new Float64Array(buffer),
  }
}

/** First index from `from` whose 64 bits are not zero (nor bit 63 alone); `end` where there is none. */
export function nextUsed(doubles: Float64Array, from: number, end: number): number {
  let index = from
  const unrolled = end - 4
  while (
    index <= unrolled &&
    doubles[index] === 0 &&
    doubles[index + 1] === 0 &&
    doubles[index + 2] === 0 &&
    doubles[index + 3] === 0
  ) {
    index += 4
  }
  while (index < end && doubles[index] === 0) index += 1
  return index
}

/** Reads L1 pieces and L2 tables of one image; keeps what was used last. */
export class Qcow2Tables {
  readonly geometry: Qcow2Geometry
  readonly source: ByteSource
  readonly layout: TableLayout
  readonly #l1 = new LruCache<Table>(L1_CACHE)
  readonly #l2 = new LruCache<Table>(L2_CACHE)
  /** The piece that was asked for last, which a walk asks for once an entry. */
  #piece: L1Piece | undefined
  /** What a walk that has ended held its tables in. */
  #spare: Table | undefined

  constructor(source: ByteSource, geometry: Qcow2Geometry) {
    this.source = source
    this.geometry = geometry
    this.layout = tableLayout(geometry)
  }

  /** The piece of L1 that holds `index`, and the index of the piece's first entry. */
  l1Piece(index: number): L1Piece {
    const last = this.#piece
    if (last !== undefined && index >= last.first && index < last.end) return last
    this.#piece = this.#loadPiece(index)
    return this.#piece
  }

  /** L1 entries of which the file has at least a part. */
  get #heldL1(): number {
    return Math.max(0, Math.ceil((this.source.size - this.geometry.l1Offset) / ENTRY_BYTES))
  }

  #loadPiece(index: number): L1Piece {
    const perPiece = L1_PIECE / ENTRY_BYTES
    const first = index - (index % perPiece)
    const end = Math.min(first + perPiece, this.geometry.l1Entries)
    let table = this.#l1.get(first)
    if (table === undefined) {
      table = newTable((end - first) * ENTRY_BYTES)
      readPadded(this.source, table.bytes, this.geometry.l1Offset + first * ENTRY_BYTES)
      this.#l1.set(first, table, table.bytes.length)
    }
    return { table, first, end }
  }

  l1Entry(index: number): { readonly high: number; readonly low: number } {
    const { table, first } = this.l1Piece(index)
    const at = (index - first) * ENTRY_BYTES
    return { high: table.view.getUint32(at), low: table.view.getUint32(at + 4) }
  }

  /** First L1 index from `from` with an entry, or `end`. */
  nextUsedL1(from: number, end: number): number {
    let index = from
    // What the file lacks of the table is zeros: it is not read, nor is memory taken for it.
    const held = Math.min(end, this.#heldL1)
    while (index < held) {
      const piece = this.l1Piece(index)
      const last = Math.min(piece.end, held)
      const used =
        piece.first + nextUsed(piece.table.doubles, index - piece.first, last - piece.first)
      if (used < last) return used
      index = last
    }
    return end
  }

  /** An L2 table for repeated reading. */
  l2(offset: number): Table {
    const known = this.#l2.get(offset)
    if (known !== undefined) return known
    const table = this.l2Into(this.newL2(), offset)
    this.#l2.set(offset, table, table.bytes.length)
    return table
  }

  newL2(): Table {
    return newTable(this.layout.clusterSize)
  }

  /** Memory for a walk, which gives it back: below an overlay one walk comes after the other. */
  borrowL2(): Table {
    const table = this.#spare ?? this.newL2()
    this.#spare = undefined
    return table
  }

  giveBack(table: Table): void {
    this.#spare = table
  }

  /** An L2 table in memory that a walk uses over and over, so that it allocates nothing a table. */
  l2Into(table: Table, offset: number): Table {
    readPadded(this.source, table.bytes, offset)
    return table
  }
}
