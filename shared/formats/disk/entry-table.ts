import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'

/** Tables are read in pieces of this many bytes: the file says how long they are. */
const PIECE = 64 * 1024
const CACHE = 256 * 1024

export interface EntryTableShape {
  readonly what: FaultPlace
  readonly offset: number
  readonly count: number
  readonly entryBytes: 4 | 8
  readonly littleEndian: boolean
}

/** A table of 32- or 64-bit entries in a file, read piece by piece as it is asked for. */
export class EntryTable {
  readonly shape: EntryTableShape
  readonly #source: ByteSource
  readonly #pieces = new LruCache<DataView>(CACHE)
  #first = -1
  #piece: DataView = new DataView(new ArrayBuffer(0))

  constructor(source: ByteSource, shape: EntryTableShape) {
    this.#source = source
    this.shape = shape
  }

  /** Offset of an entry in the file. */
  placeOf(index: number): number {
    return this.shape.offset + index * this.shape.entryBytes
  }

  /** The upper 32 bits of an entry; 0 in a table of 32-bit ones. */
  high(index: number): number {
    const { entryBytes, littleEndian } = this.shape
    if (entryBytes === 4) return 0
    const at = this.#seek(index)
    return this.#piece.getUint32(littleEndian ? at + 4 : at, littleEndian)
  }

  low(index: number): number {
    const { entryBytes, littleEndian } = this.shape
    const at = this.#seek(index)
    return this.#piece.getUint32(entryBytes === 8 && !littleEndian ? at + 4 : at, littleEndian)
  }

  /** An entry as a number: not exact above 2^53, where no offset in a file lies. */
  value(index: number): number {
    return this.high(index) * 2 ** 32 + this.low(index)
  }

  /** Makes the piece of `index` the present one; returns where in it the entry is. */
  #seek(index: number): number {
    const perPiece = PIECE / this.shape.entryBytes
    const first = index - (index % perPiece)
    if (first !== this.#first) {
      this.#piece = this.#load(first, perPiece)
      this.#first = first
    }
    return (index - first) * this.shape.entryBytes
  }

  #load(first: number, perPiece: number): DataView {
    const known = this.#pieces.get(first)
    if (known !== undefined) return known
    const count = Math.min(perPiece, this.shape.count - first)
    const bytes = new Uint8Array(count * this.shape.entryBytes)
    readPadded(this.#source, bytes, this.placeOf(first))
    const piece = new DataView(bytes.buffer)
    this.#pieces.set(first, piece, bytes.length)
    return piece
  }
}

/**
 * A table whose every entry lies inside the file. Throws `FormatError` (`truncated`) otherwise: what
 * a walk costs is then bounded by what the file really is.
 */
export function entryTableInside(source: ByteSource, shape: EntryTableShape): EntryTable {
  const { what, offset, count, entryBytes } = shape
  const end = offset + count * entryBytes
  if (end <= source.size) return new EntryTable(source, shape)
  throw new FormatError(
    'truncated',
    what,
    offset,
    says('a table of {{n}} entries', { n: count }),
    says('the end at {{at}}', { at: source.size }),
  )
}
