import { displayText } from '../../../shared/bytes/text.ts'
import { formatSize } from '../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../shared/scan/model.ts'

const INTERVAL_MS = 100
const CLEAR_LINE = '\r\u001b[K'

/** Shows on one line of a terminal how far a scan is. */
export interface Progress {
  entry(entry: ScannedEntry): void
  /** Clears the line. */
  end(): void
}

const quiet: Progress = { entry() {}, end() {} }

export function createProgress(
  status: ((text: string) => void) | undefined,
  columns: number,
): Progress {
  if (status === undefined) return quiet
  let entries = 0
  let allocated = 0
  let due = 0
  return {
    entry(entry) {
      entries += 1
      allocated += entry.allocated
      const now = performance.now()
      if (now < due) return
      due = now + INTERVAL_MS
      const line = `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${formatSize(allocated)}  ${displayText(entry.path)}`
      status(CLEAR_LINE + line.slice(0, Math.max(0, columns - 1)))
    },
    end() {
      if (due > 0) status(CLEAR_LINE)
    },
  }
}
