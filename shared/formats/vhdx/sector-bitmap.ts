import { LruCache } from '../../bytes/lru.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'

/** Bytes of one block of the sector bitmap. */
const BITMAP_SIZE = 2 ** 20
/** A block's part is read in pieces: that of a payload block of 1 MiB has 256 bytes. */
const PIECE = 4096
const CACHE = 1024 * 1024

/** Which sectors of a chunk are in this file. The least significant bit of a byte is its first. */
export class SectorBitmap {
  readonly #source: ByteSource
  readonly #pieces = new LruCache<Uint8Array>(CACHE)

  constructor(source: ByteSource) {
    this.#source = source
  }

  isInside(offset: number): boolean {
    return offset > 0 && offset + BITMAP_SIZE <= this.#source.size
  }

  /** How many bits from `first` up to `end` of the bitmap at `offset` are as the first. */
  run(
    offset: number,
    first: number,
    end: number,
  ): { readonly set: boolean; readonly count: number } {
    const set = this.#isSet(offset, first)
    const whole = set ? 0xff : 0
    let index = first + 1
    while (index < end) {
      const isByte = (index & 7) === 0 && index + 8 <= end
      if (isByte && this.#byte(offset, index >> 3) === whole) index += 8
      else if (this.#isSet(offset, index) === set) index += 1
      else break
    }
    return { set, count: index - first }
  }

  #isSet(offset: number, index: number): boolean {
    return (this.#byte(offset, index >> 3) & (1 << (index & 7))) !== 0
  }

  #byte(offset: number, at: number): number {
    const within = at % PIECE
    const key = offset + at - within
    let piece = this.#pieces.get(key)
    if (piece === undefined) {
      piece = new Uint8Array(PIECE)
      readPadded(this.#source, piece, key)
      this.#pieces.set(key, piece, PIECE)
    }
    return piece[within] ?? 0
  }
}
