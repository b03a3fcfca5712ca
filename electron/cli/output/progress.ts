import { displayText } from '../../../shared/bytes/text.ts'
import { formatSize } from '../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../shared/scan/model.ts'
import { createStatusLine } from './status-line.ts'

/** Shows on one line of a terminal how far a scan is. */
export interface Progress {
  entry(entry: ScannedEntry): void
  /** Clears the line. */
  end(): void
}

export function createProgress(
  status: ((text: string) => void) | undefined,
  columns: number,
): Progress {
  const line = createStatusLine(status)
  let entries = 0
  let allocated = 0
  const text = ({ path }: ScannedEntry) => {
    const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${formatSize(allocated)}`
    return `${counted}  ${displayText(path)}`.slice(0, Math.max(0, columns - 1))
  }
  return {
    entry(entry) {
      entries += 1
      allocated += entry.allocated
      line.show(() => text(entry))
    },
    end: line.end,
  }
}
