import type { InstanceRow } from '../../shared/analysis/rows/rows.ts'
import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import type { ScanTally } from '../../shared/scan/tally.ts'
import type { ScannerOptions } from './options.ts'

export interface ScanFeedContext {
  readonly scanId: string
  readonly options: ScannerOptions
  readonly send: (event: ScanEvent) => void
}

/** Sends what a running scan finds in batches, and its progress a few times a second. */
export class ScanFeed {
  readonly #context: ScanFeedContext
  readonly #timers: readonly NodeJS.Timeout[]
  #rows: InstanceRow[] = []

  constructor(tally: ScanTally, context: ScanFeedContext) {
    const { options, scanId, send } = context
    this.#context = context
    const tell = () => send({ kind: 'progress', scanId, progress: tally.progress(Date.now()) })
    tell()
    this.#timers = [
      setInterval(() => this.#flush(), options.batch),
      setInterval(tell, options.progress),
    ]
  }

  add(row: InstanceRow): void {
    this.#rows.push(row)
    if (this.#rows.length >= this.#context.options.batchRows) this.#flush()
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#flush()
  }

  #flush(): void {
    if (this.#rows.length === 0) return
    const { scanId, send } = this.#context
    send({ kind: 'instances', scanId, rows: this.#rows })
    this.#rows = []
  }
}
