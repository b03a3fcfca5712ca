import { formatSize } from '../../../shared/report/size.ts'
import { createStatusLine } from './status-line.ts'

/** Shows on one line of a terminal how many bytes are done. */
export interface ByteProgress {
  readonly add: (bytes: number) => void
  /** Shows something else. */
  readonly tell: (text: string) => void
  /** Clears the line. */
  readonly end: () => void
}

/** `total` is left out where nobody knows it. Without a terminal there is nothing to show. */
export function createByteProgress(
  status: ((text: string) => void) | undefined,
  verb: string,
  total?: number,
): ByteProgress {
  const line = createStatusLine(status)
  const of = total === undefined ? '' : ` of ${formatSize(total)}`
  let done = 0
  return {
    add(bytes) {
      done += bytes
      line.show(() => `${formatSize(done)}${of} ${verb}`)
    },
    tell: (text) => line.show(() => text),
    end: line.end,
  }
}
