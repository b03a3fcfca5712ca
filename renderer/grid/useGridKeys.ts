import {
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react'
import { useFirstRowRequest } from './first-row.ts'
import { type GridLine, type GridMove, moveFor } from './lines.ts'
import { useFoundFocus } from './useFoundFocus.ts'
import type { Gathering } from './useGathering.ts'
import { headerHeight, rowHeight as usualHeight } from './useRowWindow.ts'
import { useTypeahead } from './useTypeahead.ts'

interface KeyTarget<L extends GridLine> {
  readonly lines: readonly L[]
  readonly selectedKey: string | undefined
  readonly onSelect: (line: L) => void
  readonly onOpen: (line: L) => void
  readonly onExpand: (line: L, isOpen: boolean) => void
  readonly onMenu?: (line: L, at: { readonly x: number; readonly y: number }) => void
  readonly onTick?: (line: L) => void
  readonly onTickAll?: () => void
  readonly rowHeight?: number
}

/** Keeps which line has the focus, by key, and moves it by keyboard. */
export function useGridKeys<L extends GridLine>(
  target: KeyTarget<L>,
  gathering: Gathering<L>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const { lines, selectedKey, onSelect, onOpen, onExpand, onMenu, onTick, onTickAll } = target
  const { rowHeight = usualHeight } = target
  const [activeKey, setActiveKey] = useState(selectedKey)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const reveal = useRef<(index: number) => void>(() => {})
  const wantsFocus = useRef(false)
  // Drawn anew with each notch of the wheel, of ten thousand lines.
  const activeIndex = useMemo(() => indexOfKey(lines, activeKey), [lines, activeKey])

  useFoundFocus(scroller, lines, activeIndex, activeKey === undefined ? undefined : reveal)

  // After the row is in the page: it may have been far outside when the key was pressed.
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)
    if (row === undefined || row === null) return
    wantsFocus.current = false
    row.focus({ preventScroll: true })
  })

  const goTo = (index: number, act?: (line: L) => void) => {
    const line = lines[index]
    if (line === undefined) return
    wantsFocus.current = true
    setActiveKey(line.key)
    // Nothing is drawn anew where the row was the active one already.
    draw()
    act?.(line)
    reveal.current(index)
  }
  const focusIndex = (index: number) => goTo(index, gathering.alone)

  // Rows that are gathered stay so: more are looked for by the next word.
  useFirstRowRequest(scroller, () => goTo(0, gathering.hasAny ? undefined : gathering.alone))

  const apply = (move: GridMove, isRange: boolean) => {
    const line = lines[move.index]
    if (line === undefined) return
    if (move.kind === 'focus') goTo(move.index, isRange ? gathering.rangeTo : gathering.alone)
    else if (move.kind === 'expand') onExpand(line, move.isOpen)
    else onOpen(line)
  }

  const rowOfTyped = useTypeahead(lines, activeIndex)
  const type = (key: string, now: number) => {
    const index = rowOfTyped(key, now)
    if (index !== undefined) focusIndex(index)
  }

  const openMenu = () => {
    const line = lines[activeIndex]
    const row = scroller.current?.querySelector(`[data-index="${activeIndex}"]`)
    if (line === undefined || !row || onMenu === undefined) return
    const { left, bottom } = row.getBoundingClientRect()
    onSelect(line)
    onMenu(line, { x: left + 40, y: bottom })
  }

  /** Gathers rows, or ticks all; Insert goes on to the next one, so that several are gathered in a row. */
  const gather = (event: KeyboardEvent): boolean => {
    const line = lines[activeIndex]
    const isControl = event.ctrlKey || event.metaKey
    const isAll = isControl && event.key.toLowerCase() === 'a'
    if (isAll && onTickAll !== undefined) {
      onTickAll()
      return true
    }
    if (!gathering.canGather || line === undefined) return false
    if (isAll) gathering.all()
    else if (isControl && event.key === ' ') gathering.toggle(line)
    else if (event.key === 'Insert') {
      gathering.insert(line)
      goTo(Math.min(activeIndex + 1, lines.length - 1))
    } else return false
    return true
  }

  const focusOrTick = () => {
    const line = lines[activeIndex]
    if (onTick !== undefined && line !== undefined) onTick(line)
    else focusIndex(activeIndex)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = (event.target as Element).closest('[data-index]') !== null
    if (isOnRow && gather(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (!isOnRow || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight)
    const move = moveFor(event.key, lines, activeIndex, Math.max(1, page - 1))
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    const isLetter = event.key.length === 1 && !' /?'.includes(event.key)
    if (move !== undefined) apply(move, event.shiftKey && gathering.canGather)
    else if (isMenu) openMenu()
    else if (event.key === ' ') focusOrTick()
    else if (isLetter) type(event.key, event.timeStamp)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    activeIndex,
    onKeyDown,
    reveal,
    focusLine: (line: GridLine) => {
      wantsFocus.current = true
      setActiveKey(line.key)
    },
  }
}

/** The first where no line has the key. */
function indexOfKey(lines: readonly GridLine[], key: string | undefined): number {
  return Math.max(
    0,
    lines.findIndex((line) => line.key === key),
  )
}
