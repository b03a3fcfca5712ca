import { seemsGone } from './gone.ts'
import type { ScannedEntry, ScanProgress } from './model.ts'

/** Counts entries as they come in, hard links once, for whoever shows progress. */
export class ScanTally {
  readonly #unitsTotal: number
  readonly #startedAtMs: number
  readonly #links = new Set<string>()
  #unitsDone = 0
  #entries = 0
  #images = 0
  #faults = 0
  #allocated = 0
  #currentPath = ''

  constructor(unitsTotal: number, startedAtMs: number) {
    this.#unitsTotal = unitsTotal
    this.#startedAtMs = startedAtMs
  }

  add(entry: ScannedEntry): void {
    if (entry.isListed === true) return
    this.#entries++
    this.#currentPath = entry.path
    if (entry.image !== undefined) this.#images++
    if (entry.fault !== undefined && !seemsGone(entry)) this.#faults++
    if (entry.linkKey !== undefined) {
      if (this.#links.has(entry.linkKey)) return
      this.#links.add(entry.linkKey)
    }
    this.#allocated += entry.allocated
  }

  addAll(entries: readonly ScannedEntry[]): void {
    for (const entry of entries) this.add(entry)
  }

  unitDone(): void {
    this.#unitsDone++
  }

  progress(nowMs: number): ScanProgress {
    return {
      unitsDone: this.#unitsDone,
      unitsTotal: this.#unitsTotal,
      entries: this.#entries,
      images: this.#images,
      faults: this.#faults,
      allocated: this.#allocated,
      currentPath: this.#currentPath,
      elapsedMs: nowMs - this.#startedAtMs,
    }
  }
}
