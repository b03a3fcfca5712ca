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
    if (offset < this.#start || offset + length > this.#start + RUN) {
      readPadded(this.#source, this.#bytes, offset)
      this.#start = offset
    }
    return offset - this.#start
  }
}
