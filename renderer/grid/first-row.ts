import { type RefObject, useEffect, useRef } from 'react'

/** Of an event on the table: its first row may be scrolled out of the page, so it finds it itself. */
const request = 'cowscope-first-row'

/** Gives the focus to the first row of the table that is shown. */
export function focusFirstRow(): void {
  document.querySelector('[role=treegrid]')?.dispatchEvent(new CustomEvent(request))
}

/** Answers `focusFirstRow` for the table in `scroller`. */
export function useFirstRowRequest(
  scroller: RefObject<HTMLElement | null>,
  toFirst: () => void,
): void {
  const latest = useRef(toFirst)
  useEffect(() => {
    latest.current = toFirst
  })
  useEffect(() => {
    const grid = scroller.current?.querySelector('[role=treegrid]')
    const answer = () => latest.current()
    grid?.addEventListener(request, answer)
    return () => grid?.removeEventListener(request, answer)
  }, [scroller])
}
