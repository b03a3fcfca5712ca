import type { KeyboardEvent, RefObject } from 'react'
import { useFirstRowRequest } from './first-row.ts'
import { gatherByKey } from './gather-keys.ts'
import { type GridLine, type GridMove, isStep, moveFor } from './lines.ts'
import { useActiveLine } from './useActiveLine.ts'
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

/** What keys do in a table: they move the focus, open, tick and gather rows, and find one by its first letters. */
export function useGridKeys<L extends GridLine>(
  target: KeyTarget<L>,
  gathering: Gathering<L>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const { lines, selectedKey, onSelect, onOpen, onExpand, onMenu, onTick } = target
  const { rowHeight = usualHeight } = target
  const active = useActiveLine(lines, selectedKey, scroller)
  const { activeIndex, goTo } = active
  const rowOfTyped = useTypeahead(lines, activeIndex)

  // Rows that are gathered stay so: more are looked for by the next word.
  useFirstRowRequest(scroller, () => goTo(0, gathering.hasAny ? undefined : gathering.alone))

  const apply = (move: GridMove, isRange: boolean) => {
    const line = lines[move.index]
    if (line === undefined) return
    if (move.kind === 'focus') goTo(move.index, isRange ? gathering.rangeTo : gathering.alone)
    else if (move.kind === 'expand') onExpand(line, move.isOpen)
    else onOpen(line)
  }
  const type = (key: string, now: number) => {
    const index = rowOfTyped(key, now)
    if (index !== undefined) goTo(index, gathering.alone)
  }
  const openMenu = () => {
    const line = lines[activeIndex]
    const row = active.rowAt(activeIndex)
    if (line === undefined || row === undefined || onMenu === undefined) return
    const { left, bottom } = row.getBoundingClientRect()
    onSelect(line)
    onMenu(line, { x: left + 40, y: bottom })
  }
  const focusOrTick = () => {
    const line = lines[activeIndex]
    if (onTick !== undefined && line !== undefined) onTick(line)
    else goTo(activeIndex, gathering.alone)
  }
  /** Rows that a page is, without the one that stays in sight. */
  const page = () => {
    const height = (scroller.current?.clientHeight ?? 0) - headerHeight
    return Math.max(1, Math.floor(height / rowHeight) - 1)
  }
  /** The focus alone, as in a file manager: what is gathered or selected stays, for the next to be let in. */
  const stepAlone = ({ key, shiftKey, altKey }: KeyboardEvent): boolean => {
    if (shiftKey || altKey || !isStep(key)) return false
    const move = moveFor(key, lines, activeIndex, page())
    if (move !== undefined) goTo(move.index)
    return true
  }
  const act = (event: KeyboardEvent): boolean => {
    if (gatherByKey(event, target, gathering, active)) return true
    if (event.ctrlKey || event.metaKey) return stepAlone(event)
    if (event.altKey) return false
    const move = moveFor(event.key, lines, activeIndex, page())
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    const isLetter = event.key.length === 1 && !' /?'.includes(event.key)
    if (move !== undefined) apply(move, event.shiftKey && gathering.canGather)
    else if (isMenu) openMenu()
    else if (event.key === ' ') focusOrTick()
    else if (isLetter) type(event.key, event.timeStamp)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = (event.target as Element).closest('[data-index]') !== null
    if (!isOnRow || !act(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { activeIndex, onKeyDown, reveal: active.reveal, focusLine: active.focusLine }
}
