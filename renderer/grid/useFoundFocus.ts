import { type RefObject, useEffect, useRef } from 'react'
import type { GridLine } from './lines.ts'
import { isFocusLost } from './lost-focus.ts'

/**
 * A table that comes up where nothing has the focus gives it to its active row, so that keys act on
 * rows at once: what was pressed to open a node is gone. Rows that come while a scan runs may push that row
 * out of the page; the focus goes on to the one that is active then, until somebody takes it elsewhere.
 * `reveal` is undefined where no row was chosen: then nothing but the table's place tells what was looked at.
 * A row that was chosen and comes again, as by another scan, takes the focus from the one that stood in for it.
 */
export function useFoundFocus(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly GridLine[],
  index: number,
  reveal: RefObject<(index: number) => void> | undefined,
  isThere: boolean,
): void {
  const isKeeping = useRef(true)
  const standIn = useRef<Element>(undefined)
  // The lines among which the row has got the focus; it may come into the page later than they do.
  const given = useRef<readonly GridLine[]>(undefined)
  useEffect(() => {
    if (!isKeeping.current || given.current === lines) return undefined
    const give = () => {
      const mayMove = isThere && document.activeElement === standIn.current
      if (!isFocusLost() && !mayMove) {
        isKeeping.current = scroller.current?.contains(document.activeElement) ?? false
        return
      }
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
      if (!row) return
      row.focus({ preventScroll: true })
      standIn.current = isThere ? undefined : row
      if (given.current === undefined) reveal?.current(index)
      given.current = lines
    }
    // To take the focus the page is laid out, which the next frame does in any case.
    const frame = requestAnimationFrame(give)
    return () => cancelAnimationFrame(frame)
  })
}
