import { HEAD_SIZE } from '../../shared/bytes/window.ts'
import type { EntryType, FileStat } from '../../shared/files/tree.ts'
import { PackedBytes } from './packed-bytes.ts'
import { STAT_FIELDS, statAt, typeAt, writeStat, writeUnknown } from './stat-record.ts'

/** Pieces of one file that are read ahead: its head, and those that tell its end, of so many bytes. */
const PIECES = 3
const PIECE_SIZE = 512
/** The most that files leave in a slot, and how many there is room for whatever they leave. */
const FILE_SIZE = HEAD_SIZE + (PIECES - 1) * PIECE_SIZE
const FILES = 240
const RECORDS = 512
/** Of a piece: where it begins in the file, how long it is there, where it lies among the packed bytes, how long there. */
const BEGIN = 0
const LENGTH = 1
const PACKED_AT = 2
const PACKED_LENGTH = 3
const PIECE_FIELDS = 4
/** Numbers of one record: those of `FileStat`, then those of each piece. */
const FIELDS = STAT_FIELDS + PIECES * PIECE_FIELDS
const RECORD_BYTES = RECORDS * FIELDS * Float64Array.BYTES_PER_ELEMENT
/** Where a piece lies that was not read. */
const NOWHERE = -1
/** UTF-16 units of all names in a slot, and one before them that says how many there are. */
const TEXT = 32 * 1024
const TEXT_BYTES = TEXT * Uint16Array.BYTES_PER_ELEMENT

/** Bytes of memory that one slot takes. */
export const SLOT_BYTES = RECORD_BYTES + TEXT_BYTES + FILES * FILE_SIZE

/**
 * A piece of shared memory that a reader fills and a scan empties: what lstat(2) says of some entries,
 * and how those begin that are files to be read. One record an entry, in the order of their adding.
 */
export class AheadSlot {
  readonly #numbers: Float64Array
  readonly #units: Uint16Array
  readonly #packed: PackedBytes
  #records = 0

  constructor(memory: SharedArrayBuffer, index: number) {
    const start = index * SLOT_BYTES
    this.#numbers = new Float64Array(memory, start, RECORDS * FIELDS)
    this.#units = new Uint16Array(memory, start + RECORD_BYTES, TEXT)
    this.#packed = new PackedBytes(memory, start + RECORD_BYTES + TEXT_BYTES, FILES * FILE_SIZE)
  }

  /** Records that were added since it was cleared. */
  get records(): number {
    return this.#records
  }

  clear(): void {
    this.#records = 0
    this.#packed.clear()
    this.#units[0] = 0
  }

  /** Whether there is room for so many entries, whatever they are, and for a text about them. */
  holds(entries: number, text: string): boolean {
    const ends = 1 + (this.#units[0] ?? 0) + text.length
    const hasRecords = this.#records + entries <= RECORDS && ends <= TEXT
    return hasRecords && this.#packed.holds(entries * FILE_SIZE)
  }

  /** Adds to the slot's text, for which there must be room. */
  addText(text: string): void {
    const end = this.#units[0] ?? 0
    for (let at = 0; at < text.length; at += 1) this.#units[1 + end + at] = text.charCodeAt(at)
    this.#units[0] = end + text.length
  }

  get text(): string {
    const units: ArrayLike<number> = this.#units.subarray(1, 1 + (this.#units[0] ?? 0))
    // `apply` is several times as fast as spreading.
    return String.fromCharCode.apply(null, units as number[])
  }

  /** Adds an entry that is known. */
  add(stat: FileStat): void {
    const at = this.#nextRecord()
    writeStat(this.#numbers, at, stat)
    for (let piece = 0; piece < PIECES; piece += 1) {
      this.#numbers[at + STAT_FIELDS + piece * PIECE_FIELDS + PACKED_AT] = NOWHERE
    }
  }

  /** Adds the head of the file that was added last, then pieces of it; what does not fit is left out. */
  addPiece(offset: number, bytes: Uint8Array): void {
    const first = (this.#records - 1) * FIELDS + STAT_FIELDS
    for (let piece = 0; piece < PIECES; piece += 1) {
      const at = first + piece * PIECE_FIELDS
      if (this.#number(at + PACKED_AT) !== NOWHERE) continue
      if (bytes.length > (piece === 0 ? HEAD_SIZE : PIECE_SIZE)) return
      this.#numbers[at + BEGIN] = offset
      this.#numbers[at + LENGTH] = bytes.length
      this.#numbers[at + PACKED_AT] = this.#packed.end
      this.#numbers[at + PACKED_LENGTH] = this.#packed.add(bytes)
      return
    }
  }

  /** Adds an entry that whoever asks for it has to look at. */
  addUnknown(): void {
    writeUnknown(this.#numbers, this.#nextRecord())
  }

  type(record: number): EntryType | undefined {
    return typeAt(this.#numbers, record * FIELDS)
  }

  /** What lstat(2) said; undefined where it is not known. */
  stat(record: number): FileStat | undefined {
    return statAt(this.#numbers, record * FIELDS)
  }

  /** Whether the beginning of the record's file was read. */
  hasHead(record: number): boolean {
    return this.#number(record * FIELDS + STAT_FIELDS + PACKED_AT) !== NOWHERE
  }

  /** Copies what was read of the record's file at this offset into `target`, if all of that was. */
  copy(record: number, target: Uint8Array, offset: number): boolean {
    for (let piece = 0; piece < PIECES; piece += 1) {
      const at = record * FIELDS + STAT_FIELDS + piece * PIECE_FIELDS
      const [from, length] = [offset - this.#number(at + BEGIN), this.#number(at + LENGTH)]
      const isIn = from >= 0 && from + target.length <= length
      if (this.#number(at + PACKED_AT) === NOWHERE || !isIn) continue
      this.#packed.copy(
        target,
        this.#number(at + PACKED_AT),
        this.#number(at + PACKED_LENGTH),
        from,
      )
      return true
    }
    return false
  }

  #nextRecord(): number {
    this.#records += 1
    return (this.#records - 1) * FIELDS
  }

  #number(at: number): number {
    return this.#numbers[at] ?? 0
  }
}
