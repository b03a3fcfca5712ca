import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'

/** Bytes that are read at once: small structures follow one another. */
const RUN = 16 * 1024

/** Reads small structures in runs; what lies past the end of the file is zeros, as in qemu. */
export class PaddedRun {
  /** The bytes of the run; `place` says where in it. */
  readonly view: DataView
  readonly #source: ByteSource
  readonly #bytes = new Uint8Array(RUN)
  #start = -RUN

  constructor(source: ByteSource) {
    this.#source = source
    this.view = new DataView(this.#bytes.buffer)
  }

  /** Index in `view` of the `length` bytes at `offset`, a few of them. */
  place(offset: number, length: number): number {
    // No place in the run is told from another by offsets beyond 2^53.
    if (offset >= this.#source.size) return this.#zeros(length)
    if (offset < this.#start || offset + length > this.#start + RUN) {
      readPadded(this.#source, this.#bytes, offset)
      this.#start = offset
    }
    return offset - this.#start
  }

  #zeros(length: number): number {
    this.#bytes.fill(0, 0, length)
    this.#start = -RUN
    return 0
  }
}
