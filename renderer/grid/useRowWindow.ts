import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import { type LastSize, noSize, watchSize } from '../components/watch-size.ts'
import type { GridLine } from './lines.ts'

/** Pixels: of a row with one line of text, and with two. */
export const rowHeight = 30
export const tallRowHeight = 48
/** The header stays above the rows, so a revealed row must not hide below it. */
export const headerHeight = 32
const overscan = 6

/** The next table mostly stands where the last one did: its rows are drawn with it, not after it. */
const lastScroller: LastSize = { current: noSize }

/** Which lines are in the page now: those in sight, and the active one, which must keep the focus. */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly GridLine[],
  activeIndex: number,
  height: number,
  top: number,
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
    initialRect: lastScroller.current,
    initialOffset: top,
    observeElementRect: ({ scrollElement }, tell) =>
      scrollElement === null ? undefined : watchSize(scrollElement, tell, lastScroller),
    estimateSize: () => height,
    // All are of one height: which line is where makes nothing new to measure.
    rangeExtractor,
    overscan,
    scrollPaddingStart: headerHeight,
    useFlushSync: false,
  })
  // Places are kept from before until they are asked for anew.
  const placedFor = useRef(height)
  useLayoutEffect(() => {
    if (placedFor.current === height) return
    placedFor.current = height
    virtualizer.measure()
  }, [virtualizer, height])
  return {
    items: virtualizer.getVirtualItems(),
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
