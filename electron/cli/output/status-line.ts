const INTERVAL_MS = 100
const CLEAR_LINE = '\r\u001b[K'

/** One line of a terminal that is written over and over. Without a terminal nothing is shown. */
export interface StatusLine {
  /** Asks for the text as often as it may be shown. */
  readonly show: (text: () => string) => void
  /** Clears the line. */
  readonly end: () => void
}

export function createStatusLine(status: ((text: string) => void) | undefined): StatusLine {
  if (status === undefined) return { show: () => {}, end: () => {} }
  let due = 0
  return {
    show(text) {
      const now = performance.now()
      if (now < due) return
      due = now + INTERVAL_MS
      status(CLEAR_LINE + text())
    },
    end() {
      if (due > 0) status(CLEAR_LINE)
    },
  }
}

/** Sentences and a status line on one stream: what the status line shows stands at the cursor until it is cleared. */
export function createErrorLines(write: (text: string) => void) {
  let isStatusShown = false
  return {
    status(text: string) {
      isStatusShown = text !== CLEAR_LINE
      write(text)
    },
    line(text: string) {
      write(`${isStatusShown ? CLEAR_LINE : ''}${text}\n`)
      isStatusShown = false
    },
  }
}
