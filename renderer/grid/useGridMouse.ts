import type { MouseEvent } from 'react'
import type { GridLine } from './lines.ts'
import type { RowTarget } from './row-acts.ts'
import type { Gathering } from './useGathering.ts'

/** What clicks on the rows do; `focusLine` lets the row of a click have the focus. */
export function useGridMouse<L extends GridLine>(
  { lines, onSelect, onOpen, onExpand, onMenu, onTick }: RowTarget<L>,
  gathering: Gathering<L>,
  focusLine: (line: L) => void,
) {
  const onClick = (event: MouseEvent) => {
    const line = lineAt(lines, event)
    if (line === undefined) return
    focusLine(line)
    if (onTick !== undefined && isWithin(event, '[data-tick]')) {
      onTick(line)
      return
    }
    if (gathering.byMouse(event, line)) return
    gathering.alone(line)
    if (isWithin(event, '[data-twisty]') && line.expanded !== undefined) {
      onExpand(line, !line.expanded)
    }
    if (line.level === 2 && isWithin(event, '[data-action]')) onOpen(line)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const line = lineAt(lines, event)
    if (line === undefined || isWithin(event, '[data-twisty], [data-tick]')) return
    if (line.expanded === undefined) onOpen(line)
    else onExpand(line, !line.expanded)
  }
  const onContextMenu = (event: MouseEvent) => {
    const line = lineAt(lines, event)
    if (line === undefined || onMenu === undefined) return
    event.preventDefault()
    focusLine(line)
    onSelect(line)
    onMenu(line, { x: event.clientX, y: event.clientY })
  }
  return { onClick, onDoubleClick, onContextMenu }
}

/** The line that an event happened on: read from the row under the pointer at that moment. */
function lineAt<L extends GridLine>(lines: readonly L[], event: MouseEvent): L | undefined {
  const row = (event.target as Element).closest<HTMLElement>('[data-index]')
  return row === null ? undefined : lines[Number(row.dataset['index'])]
}

function isWithin(event: MouseEvent, selector: string): boolean {
  return (event.target as Element).closest(selector) !== null
}
