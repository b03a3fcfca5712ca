import type { GridLine, GridMove } from './lines.ts'
import type { ActiveLine } from './useActiveLine.ts'
import type { Gathering } from './useGathering.ts'

/** What a table lets be done with its rows. */
export interface RowTarget<L extends GridLine> {
  readonly lines: readonly L[]
  readonly onSelect: (line: L) => void
  /** Enter or a double click on a line that does not expand. */
  readonly onOpen: (line: L) => void
  readonly onExpand: (line: L, isOpen: boolean) => void
  readonly onMenu?: (line: L, at: { readonly x: number; readonly y: number }) => void
  /** Set where rows have a box to be ticked: a click on it, and the space bar. */
  readonly onTick?: (line: L) => void
}

/** What keys do with the row that has the focus, or that gets it. */
export function rowActs<L extends GridLine>(
  { lines, onSelect, onOpen, onExpand, onMenu, onTick }: RowTarget<L>,
  gathering: Gathering<L>,
  { activeIndex, rowAt, goTo }: ActiveLine<L>,
) {
  const move = (to: GridMove, isRange: boolean) => {
    const line = lines[to.index]
    if (line === undefined) return
    if (to.kind === 'focus') goTo(to.index, isRange ? gathering.rangeTo : gathering.alone)
    else if (to.kind === 'expand') onExpand(line, to.isOpen)
    else onOpen(line)
  }
  const find = (index: number | undefined) => {
    if (index !== undefined) goTo(index, gathering.alone)
  }
  const openMenu = () => {
    const line = lines[activeIndex]
    const row = rowAt(activeIndex)
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
  return { move, find, openMenu, focusOrTick }
}
