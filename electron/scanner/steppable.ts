import type { DiskExtent } from '../../shared/formats/disk/types.ts'

/** A walk that ends early when `goOn` says so at a piece. */
export class Steppable {
  stopped = false
  readonly #pieces: Iterable<DiskExtent>
  readonly #goOn: (count: number, piece: DiskExtent) => boolean

  constructor(pieces: Iterable<DiskExtent>, goOn: (count: number, piece: DiskExtent) => boolean) {
    this.#pieces = pieces
    this.#goOn = goOn
  }

  *[Symbol.iterator](): Generator<DiskExtent> {
    let count = 0
    for (const piece of this.#pieces) {
      this.stopped = !this.#goOn(count, piece)
      if (this.stopped) return
      count += 1
      yield piece
    }
  }
}
