import type { EntryType, FileStat } from '../../shared/files/tree.ts'

/** Bytes of a file's beginning that are read ahead: as many as a probe asks for. */
const HEAD_SIZE = 4096
const HEADS = 240
const RECORDS = 512
/** Further pieces of one file that are read ahead, and the bytes of one: those that tell its end. */
const PIECES = 2
const PIECE_SIZE = 512
const PIECES_SIZE = PIECES * PIECE_SIZE
/**
 * Numbers of one record: those of `FileStat` up to its links, then which head is its own and how long
 * that is, then offset and length of each piece, and the inode's number.
 */
const FIELDS = 13 + 2 * PIECES
const INO = FIELDS - 1
const RECORD_BYTES = RECORDS * FIELDS * Float64Array.BYTES_PER_ELEMENT
const NO_HEAD = -1
/** UTF-16 units of all names in a slot, and one before them that says how many there are. */
const TEXT = 32 * 1024
const TEXT_BYTES = TEXT * Uint16Array.BYTES_PER_ELEMENT

/** What stands for a record that has to be looked at again. */
const UNKNOWN = -1
const TYPES: readonly EntryType[] = [
  'unknown',
  'file',
  'directory',
  'symlink',
  'fifo',
  'socket',
  'block',
  'char',
]

/** Bytes of memory that one slot takes. */
export const SLOT_BYTES = RECORD_BYTES + TEXT_BYTES + HEADS * (HEAD_SIZE + PIECES_SIZE)

/**
 * A piece of shared memory that a reader fills and a scan empties: what lstat(2) says of some entries,
 * and how those begin that are files to be read. One record an entry, in the order of their adding.
 */
export class AheadSlot {
  readonly #numbers: Float64Array
  readonly #units: Uint16Array
  readonly #heads: Uint8Array
  /** By the index of the head. */
  readonly #pieces: Uint8Array
  #records = 0
  #used = 0

  constructor(memory: SharedArrayBuffer, index: number) {
    const start = index * SLOT_BYTES
    this.#numbers = new Float64Array(memory, start, RECORDS * FIELDS)
    this.#units = new Uint16Array(memory, start + RECORD_BYTES, TEXT)
    const heads = start + RECORD_BYTES + TEXT_BYTES
    this.#heads = new Uint8Array(memory, heads, HEADS * HEAD_SIZE)
    this.#pieces = new Uint8Array(memory, heads + HEADS * HEAD_SIZE, HEADS * PIECES_SIZE)
  }

  /** Records that were added since it was cleared. */
  get records(): number {
    return this.#records
  }

  clear(): void {
    this.#records = 0
    this.#used = 0
    this.#units[0] = 0
  }

  /** Whether there is room for so many entries, whatever they are, and for a text about them. */
  holds(entries: number, text: string): boolean {
    const ends = 1 + (this.#units[0] ?? 0) + text.length
    return this.#records + entries <= RECORDS && this.#used + entries <= HEADS && ends <= TEXT
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

  /** Adds an entry that is known; `read` fills the memory for the beginning of its file. */
  add(stat: FileStat, read?: (head: Uint8Array) => number): void {
    const length = read?.(this.#headAt(this.#used, HEAD_SIZE))
    const at = this.#nextRecord()
    const numbers = this.#numbers
    // One by one: tens of thousands of arrays to set them from would take longer than lstat itself.
    numbers[at] = TYPES.indexOf(stat.type)
    numbers[at + 1] = stat.length
    numbers[at + 2] = stat.allocated
    numbers[at + 3] = stat.dev
    numbers[at + 4] = stat.uid
    numbers[at + 5] = stat.gid
    numbers[at + 6] = stat.mode
    numbers[at + 7] = stat.mtimeMs
    numbers[at + 8] = stat.ctimeMs
    numbers[at + 9] = stat.nlink
    numbers[at + 10] = length === undefined ? NO_HEAD : this.#used
    numbers[at + 11] = length ?? 0
    for (let piece = 0; piece < PIECES; piece += 1) numbers[at + 13 + 2 * piece] = 0
    numbers[at + INO] = stat.ino
    if (length !== undefined) this.#used += 1
  }

  /** Adds a piece to the entry that was added last, which has a head; what does not fit is left out. */
  addPiece(offset: number, bytes: Uint8Array): void {
    const at = (this.#records - 1) * FIELDS + 12
    for (let piece = 0; piece < PIECES; piece += 1) {
      if (this.#number(at + 2 * piece + 1) !== 0) continue
      if (bytes.length > PIECE_SIZE) return
      this.#numbers[at + 2 * piece] = offset
      this.#numbers[at + 2 * piece + 1] = bytes.length
      this.#pieces.set(bytes, this.#pieceAt(this.#used - 1, piece))
      return
    }
  }

  /** Adds an entry that whoever asks for it has to look at. */
  addUnknown(): void {
    this.#numbers[this.#nextRecord()] = UNKNOWN
  }

  type(record: number): EntryType | undefined {
    return TYPES[this.#numbers[record * FIELDS] ?? UNKNOWN]
  }

  /** What lstat(2) said; undefined where it is not known. */
  stat(record: number): FileStat | undefined {
    const at = record * FIELDS
    const type = this.type(record)
    if (type === undefined) return undefined
    return {
      type,
      length: this.#number(at + 1),
      allocated: this.#number(at + 2),
      dev: this.#number(at + 3),
      uid: this.#number(at + 4),
      gid: this.#number(at + 5),
      mode: this.#number(at + 6),
      mtimeMs: this.#number(at + 7),
      ctimeMs: this.#number(at + 8),
      nlink: this.#number(at + 9),
      ino: this.#number(at + INO),
    }
  }

  /** The beginning of the record's file, borrowed; undefined when it was not read. */
  head(record: number): Uint8Array | undefined {
    const at = record * FIELDS + 10
    const index = this.#number(at)
    return index === NO_HEAD ? undefined : this.#headAt(index, this.#number(at + 1))
  }

  /** What was read at this offset behind the head, borrowed; undefined when nothing was. */
  piece(record: number, offset: number): Uint8Array | undefined {
    const at = record * FIELDS + 12
    for (let piece = 0; piece < PIECES; piece += 1) {
      const length = this.#number(at + 2 * piece + 1)
      if (length === 0 || this.#number(at + 2 * piece) !== offset) continue
      const start = this.#pieceAt(this.#number(record * FIELDS + 10), piece)
      return this.#pieces.subarray(start, start + length)
    }
    return undefined
  }

  #pieceAt(head: number, piece: number): number {
    return head * PIECES_SIZE + piece * PIECE_SIZE
  }

  #nextRecord(): number {
    this.#records += 1
    return (this.#records - 1) * FIELDS
  }

  #number(at: number): number {
    return this.#numbers[at] ?? 0
  }

  #headAt(index: number, length: number): Uint8Array {
    return this.#heads.subarray(index * HEAD_SIZE, index * HEAD_SIZE + length)
  }
}
