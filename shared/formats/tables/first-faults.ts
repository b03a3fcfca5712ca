import type { Fault } from '../../bytes/errors.ts'
import type { FaultSink } from '../disk/types.ts'

/** Faults that are looked at: a hostile table has millions, and each is made of texts. */
const MOST = 1000

/** Keeps the first fault of each kind that a walk meets. */
export class FirstFaults implements FaultSink {
  /** What is named past the end of the file. */
  cut: Fault | undefined
  /** What contradicts the format. */
  wrong: Fault | undefined
  #count = 0

  /** Whether there is nothing more to find. */
  get enough(): boolean {
    return this.#count >= MOST || (this.cut !== undefined && this.wrong !== undefined)
  }

  note(make: () => Fault): void {
    this.#count += 1
    if (this.enough) return
    const fault = make()
    if (fault.code === 'truncated') this.cut ??= fault
    else this.wrong ??= fault
  }
}
