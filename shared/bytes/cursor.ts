import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { type Phrase, says } from '../phrases/phrase.ts'
import { FormatError } from './errors.ts'
import { safeNumber } from './numbers.ts'
import { decodeText } from './text.ts'

/**
 * Reads values one after the other from bytes that came from `base` in a file. Every method throws
 * `FormatError` (`truncated`) when the bytes end first; offsets in errors are offsets in the file.
 * `Be` is big-endian (qcow2, VHD, LUKS), `Le` little-endian (VMDK, VDI, VHDX, QED, Parallels).
 */
export class ByteCursor {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #base: number
  readonly #what: FaultPlace
  #at = 0

  /** `what` names the structure in errors. The bytes are borrowed, not copied. */
  constructor(bytes: Uint8Array, what: FaultPlace, base = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#base = base
    this.#what = what
  }

  /** Position relative to the first byte. */
  get position(): number {
    return this.#at
  }

  /** Position in the file. */
  get fileOffset(): number {
    return this.#base + this.#at
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  /** Moves to a position relative to the first byte; the end itself is allowed. */
  seek(position: number): this {
    if (!(position >= 0 && position <= this.#bytes.length)) {
      throw this.#truncated(
        this.#base + position,
        says('a byte at {{at}}', { at: this.#base + position }),
      )
    }
    this.#at = position
    return this
  }

  skip(length: number): this {
    this.#take(length)
    return this
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16Be(): number {
    return this.#view.getUint16(this.#take(2), false)
  }

  u16Le(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  u32Be(): number {
    return this.#view.getUint32(this.#take(4), false)
  }

  u32Le(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  u64Be(): bigint {
    return this.#view.getBigUint64(this.#take(8), false)
  }

  u64Le(): bigint {
    return this.#view.getBigUint64(this.#take(8), true)
  }

  /** A 64-bit value as a number; throws `FormatError` (`limit`) above 2^53 - 1. */
  safeU64Be(field: FaultPlace): number {
    const offset = this.fileOffset
    return safeNumber(this.u64Be(), field, offset)
  }

  safeU64Le(field: FaultPlace): number {
    const offset = this.fileOffset
    return safeNumber(this.u64Le(), field, offset)
  }

  /** A view of the next bytes: valid only as long as the bytes under the cursor. */
  borrowBytes(length: number): Uint8Array {
    const at = this.#take(length)
    return this.#bytes.subarray(at, at + length)
  }

  /** The next bytes in memory of their own. */
  copyBytes(length: number): Uint8Array {
    const at = this.#take(length)
    return this.#bytes.slice(at, at + length)
  }

  /** Text of `length` bytes, as `decodeText` reads it. */
  text(length: number): string {
    return decodeText(this.borrowBytes(length))
  }

  /** Text in a field of `length` bytes that ends at the first NUL, if there is one. */
  cString(length: number): string {
    const bytes = this.borrowBytes(length)
    const end = bytes.indexOf(0)
    return decodeText(end < 0 ? bytes : bytes.subarray(0, end))
  }

  #take(length: number): number {
    const at = this.#at
    if (!(length >= 0 && length <= this.#bytes.length - at)) {
      throw this.#truncated(
        this.fileOffset,
        says('{{bytes}} bytes at {{at}}', { bytes: length, at: this.fileOffset }),
      )
    }
    this.#at = at + length
    return at
  }

  #truncated(offset: number, expected: Phrase): FormatError {
    const end = this.#base + this.#bytes.length
    return new FormatError(
      'truncated',
      this.#what,
      offset,
      expected,
      says('the end at {{at}}', { at: end }),
    )
  }
}
