import type { KeyboardEvent, RefObject } from 'react'
import { useFirstRowRequest } from './first-row.ts'
import { gatherByKey } from './gather-keys.ts'
import { type GridLine, isStep, moveFor } from './lines.ts'
import { type RowTarget, rowActs } from './row-acts.ts'
import { useActiveLine } from './useActiveLine.ts'
import type { Gathering } from './useGathering.ts'
import { headerHeight, rowHeight as usualHeight } from './useRowWindow.ts'
import { useTypeahead } from './useTypeahead.ts'

interface KeyTarget<L extends GridLine> extends RowTarget<L> {
  readonly selectedKey: string | undefined
  readonly onTickAll?: () => void
  readonly rowHeight?: number
}

/** What keys do in a table: they move the focus, open, tick and gather rows, and find one by its first letters. */
export function useGridKeys<L extends GridLine>(
  target: KeyTarget<L>,
  gathering: Gathering<L>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const { lines, selectedKey } = target
  const { rowHeight = usualHeight } = target
  const active = useActiveLine(lines, selectedKey, scroller)
  const { activeIndex, goTo } = active
  const rowOfTyped = useTypeahead(lines, activeIndex)

  // Rows that are gathered stay so: more are looked for by the next word.
  useFirstRowRequest(scroller, () => goTo(0, gathering.hasAny ? undefined : gathering.alone))

  const acts = rowActs(target, gathering, active)
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
    if (move !== undefined) acts.move(move, event.shiftKey && gathering.canGather)
    else if (isMenu) acts.openMenu()
    else if (event.key === ' ') acts.focusOrTick()
    else if (isLetter) acts.find(rowOfTyped(event.key, event.timeStamp))
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
