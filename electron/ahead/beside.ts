import { Worker } from 'node:worker_threads'
import type { UnitResult } from '../../shared/scan/model.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'
import type { UnitsOrder } from './order.ts'

/** How long it waits without hearing a signal. Milliseconds. */
const PATIENCE = 20

/** Whether a unit is one of the few that take as long as thousands of others: all domain XML is in one. */
export function isLong({ kind }: ScanUnit): boolean {
  return kind === 'domains'
}

/** A thread that scans units of a plan while others are scanned, which do not need what these say. */
export class Beside {
  readonly #worker: Worker
  readonly #units: readonly ScanUnit[]
  readonly #results: UnitResult[] = []
  #ended = false
  #wake = () => {}

  constructor(file: URL, order: UnitsOrder) {
    this.#units = order.units
    this.#worker = new Worker(file)
    this.#worker.on('message', (result: UnitResult) => {
      this.#results.push(result)
      this.#wake()
    })
    for (const end of ['error', 'exit'] as const) {
      this.#worker.on(end, () => {
        this.#ended = true
        this.#wake()
      })
    }
    this.#worker.postMessage(order)
  }

  /** Waits for what it has scanned: fewer units than it was given if it fails, or is cancelled. */
  async results(cancelled: () => boolean): Promise<readonly UnitResult[]> {
    while (this.#results.length < this.#units.length && !this.#ended && !cancelled()) {
      await this.#something()
    }
    return this.#results
  }

  /** A result, the end, or a moment without either, in which a signal may have come. */
  #something(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  close(): void {
    this.#worker.unref()
    void this.#worker.terminate()
  }
}
