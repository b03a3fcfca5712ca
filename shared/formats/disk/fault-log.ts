import type { Fault, FaultCode } from '../../bytes/errors.ts'
import type { FaultSink } from './types.ts'

/** Faults of a walk that are kept one by one; the rest is counted. */
const KEPT_FAULTS = 100

/** Collects the faults of a walk in bounded memory. */
export class FaultLog implements FaultSink {
  readonly #kept: Fault[] = []
  #count = 0
  #isCut = false

  /** The first faults, in the order found. */
  get kept(): readonly Fault[] {
    return this.#kept
  }

  /** All faults, kept or not. */
  get count(): number {
    return this.#count
  }

  /**
   * Whether one tells of something that is lost with the end of a file, and of which the walk shows nothing
   * else. What cannot be read is an `invalid` extent; what only contradicts the format costs nothing.
   */
  get isCut(): boolean {
    return this.#isCut
  }

  note(code: FaultCode, make: () => Fault): void {
    this.#count += 1
    this.#isCut ||= code === 'truncated'
    if (this.#kept.length < KEPT_FAULTS) this.#kept.push(make())
  }
}
