import { formatSize } from '../../../shared/report/size.ts'

const INTERVAL_MS = 100
const CLEAR_LINE = '\r\u001b[K'

/** Shows on one line of a terminal how many bytes are done. */
export interface ByteProgress {
  readonly add: (bytes: number) => void
  /** Clears the line. */
  readonly end: () => void
}

/** `total` is left out where nobody knows it. Without a terminal there is nothing to show. */
export function createByteProgress(
  status: ((text: string) => void) | undefined,
  verb: string,
  total?: number,
): ByteProgress {
  if (status === undefined) return { add: () => {}, end: () => {} }
  let done = 0
  let due = 0
  return {
    add(bytes) {
      done += bytes
      const now = performance.now()
      if (now < due) return
      due = now + INTERVAL_MS
      const of = total === undefined ? '' : ` of ${formatSize(total)}`
      status(`${CLEAR_LINE}${formatSize(done)}${of} ${verb}`)
    },
    end() {
      if (due > 0) status(CLEAR_LINE)
    },
  }
}
