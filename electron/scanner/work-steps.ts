import type { JobMessage } from './jobs.ts'
import { SCANNER_OPTIONS } from './options.ts'
import type { Pulse } from './pulse.ts'

/** Between the steps of a long work: tells how far it has come, and hears when it is to stop. */
export class WorkSteps {
  readonly #pulse: Pulse
  readonly #tell: (message: JobMessage) => void
  #toldAt = performance.now()

  constructor(pulse: Pulse, tell: (message: JobMessage) => void) {
    this.#pulse = pulse
    this.#tell = tell
  }

  /** False when the work is to be given up. */
  goOn(done: number, total: number): boolean {
    this.#pulse.beat()
    const now = performance.now()
    if (now - this.#toldAt >= SCANNER_OPTIONS.batch) {
      this.#toldAt = now
      this.#tell({ kind: 'progress', done, total })
    }
    return !this.isStopped
  }

  get isStopped(): boolean {
    return this.#pulse.isStopped
  }
}
