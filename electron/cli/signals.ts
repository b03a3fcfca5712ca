import { setImmediate } from 'node:timers/promises'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Signals are heard while work goes on that looks for them between its steps. At any other time, and after the
 * first of them, one ends the program at once, as Node has it: in synchronous work nobody hears any.
 */
export class Signals {
  #heard: NodeJS.Signals | undefined
  #works = 0

  get interrupted(): boolean {
    return this.#heard !== undefined
  }

  /** By which the work was interrupted. */
  get heard(): NodeJS.Signals | undefined {
    return this.#heard
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#works === 0 && !this.interrupted) this.#listen()
    this.#works += 1
    try {
      return await work()
    } finally {
      // One that came in its last step is heard now.
      await setImmediate()
      this.#works -= 1
      if (this.#works === 0) this.#leave()
    }
  }

  #listen(): void {
    for (const signal of SIGNALS) process.on(signal, this.#hear)
  }

  #leave(): void {
    for (const signal of SIGNALS) process.off(signal, this.#hear)
  }

  readonly #hear = (signal: NodeJS.Signals): void => {
    this.#heard = signal
    this.#leave()
  }
}
