import type { LayerExtent, LayerExtentKind } from './types.ts'

/** `offset` of a stretch that is at no place in the file. */
export const NOWHERE = -1

/** Joins stretches that follow one another into runs of one kind, without an object a stretch. */
export class RunBuilder {
  #start = 0
  #length = 0
  #kind: LayerExtentKind = 'unallocated'
  #offset = NOWHERE

  /** Adds the next stretch; returns the run before it when the stretch does not continue it. */
  push(
    start: number,
    length: number,
    kind: LayerExtentKind,
    offset: number,
  ): LayerExtent | undefined {
    const continued = this.#offset === NOWHERE ? NOWHERE : this.#offset + this.#length
    if (this.#length > 0 && kind === this.#kind && offset === continued) {
      this.#length += length
      return undefined
    }
    const done = this.end()
    this.#start = start
    this.#length = length
    this.#kind = kind
    this.#offset = offset
    return done
  }

  /** The run so far, which ends with it. */
  end(): LayerExtent | undefined {
    if (this.#length === 0) return undefined
    const run = extentOf(this.#start, this.#length, this.#kind, this.#offset)
    this.#length = 0
    return run
  }
}

export function extentOf(
  start: number,
  length: number,
  kind: LayerExtentKind,
  offset: number,
): LayerExtent {
  return offset === NOWHERE ? { start, length, kind } : { start, length, kind, offset }
}
