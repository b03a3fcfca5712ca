import { type RefObject, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { GridLine } from './lines.ts'
import { useFoundFocus } from './useFoundFocus.ts'

/** Keeps which line has the focus, by key, and gives the focus to its row once that is in the page. */
export function useActiveLine<L extends GridLine>(
  lines: readonly L[],
  selectedKey: string | undefined,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const [activeKey, setActiveKey] = useState(selectedKey)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const reveal = useRef<(index: number) => void>(() => {})
  const wantsFocus = useRef(false)
  // Drawn anew with each notch of the wheel, of ten thousand lines.
  const activeIndex = useMemo(() => indexOfKey(lines, activeKey), [lines, activeKey])

  const isThere = activeKey !== undefined && lines[activeIndex]?.key === activeKey
  const shown = activeKey === undefined ? undefined : reveal
  useFoundFocus(scroller, lines, activeIndex, shown, isThere)

  const rowAt = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined

  // After the row is in the page: it may have been far outside when the key was pressed.
  useLayoutEffect(() => {
    const row = wantsFocus.current ? rowAt(activeIndex) : undefined
    if (row === undefined) return
    wantsFocus.current = false
    row.focus({ preventScroll: true })
  })

  const focusLine = ({ key }: GridLine) => {
    wantsFocus.current = true
    setActiveKey(key)
  }
  const goTo = (index: number, act?: (line: L) => void) => {
    const line = lines[index]
    if (line === undefined) return
    focusLine(line)
    // Nothing is drawn anew where the row was the active one already.
    draw()
    act?.(line)
    reveal.current(index)
  }
  return { activeIndex, reveal, rowAt, focusLine, goTo }
}

export type ActiveLine<L extends GridLine> = ReturnType<typeof useActiveLine<L>>

/** The first where no line has the key. */
function indexOfKey(lines: readonly GridLine[], key: string | undefined): number {
  return Math.max(
    0,
    lines.findIndex((line) => line.key === key),
  )
}
