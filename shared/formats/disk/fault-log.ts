import type { Fault, FaultCode } from '../../bytes/errors.ts'
import type { FaultSink } from './types.ts'

/** Faults of a walk that are kept one by one; the rest is counted. */
const KEPT_FAULTS = 100

/** Collects the faults of a walk in bounded memory. */
export class FaultLog implements FaultSink {
  readonly #kept: Fault[] = []
  #count = 0

  /** The first faults, in the order found. */
  get kept(): readonly Fault[] {
    return this.#kept
  }

  /** All faults, kept or not. */
  get count(): number {
    return this.#count
  }

  note(_: FaultCode, make: () => Fault): void {
    this.#count += 1
    if (this.#kept.length < KEPT_FAULTS) this.#kept.push(make())
  }
}
