import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import type { GridLine } from './lines.ts'

/** Pixels; the same in Grid.module.css. */
export const rowHeight = 30
/** The header stays above the rows, so a revealed row must not hide below it. */
export const headerHeight = 32
const overscan = 6

/** Which lines are in the page now: those in sight, and the active one, which must keep the focus. */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly GridLine[],
  activeIndex: number,
) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      const isFar = activeIndex >= 0 && activeIndex < range.count && !indexes.includes(activeIndex)
      return isFar ? [...indexes, activeIndex].sort((a, b) => a - b) : indexes
    },
    [activeIndex],
  )
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // All are of one height: which line is where makes nothing new to measure.
    rangeExtractor,
    overscan,
    scrollPaddingStart: headerHeight,
    useFlushSync: false,
  })
  return {
    items: virtualizer.getVirtualItems(),
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
