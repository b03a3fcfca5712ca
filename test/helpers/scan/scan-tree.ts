import type { FileTree } from '../../../shared/files/tree.ts'
import type { Scan, ScanEnd, ScanProgress, UnitResult } from '../../../shared/scan/model.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { ScanTally } from '../../../shared/scan/tally.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'

/** Who watches a scan. */
export interface ScanWatch {
  /** At most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ScanProgress) => void
  /** Each unit as it is done; the last one of a cancelled scan may be incomplete. */
  readonly onUnit?: (result: UnitResult) => void
  /** Asked before each entry; once true, the scan ends as partial with what it has. */
  readonly cancelled?: () => boolean
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const PROGRESS_INTERVAL_MS = 100

/** Scans a whole tree on the calling thread. What cannot be read is in the result, never thrown. */
export function scanTree(tree: FileTree, watch: ScanWatch = {}): Scan {
  const now = watch.now ?? Date.now
  const startedAtMs = now()
  const plan = planScan(tree)
  const tally = new ScanTally(plan.units.length, startedAtMs)
  const cancel = new Cancel(watch.cancelled)
  const report = throttled(watch, now, tally)
  const results: UnitResult[] = [plan.result]
  tally.addAll(plan.result.entries)
  for (const unit of plan.units) {
    if (cancel.asked()) break
    const result = scanUnit(tree, unit, {
      cancelled: () => cancel.asked(),
      onEntry: (entry) => {
        tally.add(entry)
        report()
      },
    })
    tally.unitDone()
    results.push(result)
    watch.onUnit?.(result)
  }
  const finishedAtMs = now()
  watch.onProgress?.(tally.progress(finishedAtMs))
  return {
    rootPath: plan.rootPath,
    layout: plan.layout,
    ...(plan.fileSystem && { fileSystem: plan.fileSystem }),
    startedAtMs,
    finishedAtMs,
    end: endOf(cancel.stands),
    units: results,
  }
}

function endOf(cancelled: boolean): ScanEnd {
  return cancelled ? { state: 'partial', reason: 'cancelled' } : { state: 'complete' }
}

/** Once said, a cancel stands, so that a partial scan can never be marked complete. */
class Cancel {
  stands = false
  readonly #ask: (() => boolean) | undefined

  constructor(ask: (() => boolean) | undefined) {
    this.#ask = ask
  }

  asked(): boolean {
    this.stands ||= this.#ask?.() ?? false
    return this.stands
  }
}

function throttled(watch: ScanWatch, now: () => number, tally: ScanTally): () => void {
  let due = now() + PROGRESS_INTERVAL_MS
  return () => {
    const time = now()
    if (time < due) return
    due = time + PROGRESS_INTERVAL_MS
    watch.onProgress?.(tally.progress(time))
  }
}
