/** Lost stretches that are kept one by one. */
const KEPT_STRETCHES = 10

/** Bytes of the guest's disk. */
export interface LostStretch {
  readonly start: number
  readonly length: number
}

/** What is lost of a disk, told in ascending order: how much, and the first places where. */
export class LostStretches {
  #bytes = 0
  #count = 0
  #end: number | undefined
  readonly #kept: LostStretch[] = []

  add(start: number, length: number): void {
    this.#bytes += length
    const goesOn = this.#end === start
    this.#end = start + length
    if (!goesOn) this.#count += 1
    if (this.#count > KEPT_STRETCHES) return
    const last = goesOn ? this.#kept.pop() : undefined
    this.#kept.push({ start: last?.start ?? start, length: length + (last?.length ?? 0) })
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The first of them, in order; neighbours are one. */
  get kept(): readonly LostStretch[] {
    return this.#kept
  }

  /** How many there are in all. */
  get count(): number {
    return this.#count
  }
}
