import type { KeyboardEvent } from 'react'
import type { CellGrid } from '../../../charts/map-grid.ts'
import { cellAt, isWhole, type MapFrame, type MapView } from '../../../charts/map-view.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'

interface MapKeys {
  readonly grid: CellGrid
  /** Guest offset that the keys have picked. */
  readonly cursor: number | undefined
  readonly onCursor: (guest: number) => void
  readonly onEnter: () => void
}

/** What keys do on the map: arrows move over cells and move the picture along, plus and minus zoom. */
export function useMapKeys({ grid, cursor, onCursor, onEnter }: MapKeys) {
  const view = useDiskMap(({ view }) => view)
  const frame = useDiskMap(({ frame }) => frame)
  const { zoom, pan, centre, showWhole } = useDiskMap(selectDiskMapActions)
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: grid.columns, ArrowUp: -grid.columns }

  const moveTo = (guest: number) => {
    const next = insideDisk(guest, view, frame)
    const cell = cellAt(view, next)
    if (cell < 0) pan(-rowsUp(-cell, grid))
    if (cell >= frame.cells) pan(rowsUp(cell - frame.cells + 1, grid))
    onCursor(next)
  }
  const anchor = () => {
    const cell = cursor === undefined ? frame.cells / 2 : cellAt(view, cursor)
    return Math.min(frame.cells - 1, Math.max(0, Math.floor(cell)))
  }
  const act = (key: string): boolean => {
    if (key in step) {
      const cells = step[key as keyof typeof step]
      moveTo(cursor === undefined ? view.start : cursor + cells * view.cellBytes)
    } else if (key === '+' || key === '=') zoom('in', anchor())
    else if (key === '-') zoom('out', anchor())
    else if (key === '0') showWhole()
    else if (key === 'PageDown') moveTo((cursor ?? view.start) + frame.cells * view.cellBytes)
    else if (key === 'PageUp') moveTo((cursor ?? view.start) - frame.cells * view.cellBytes)
    else if (key === 'Home') jump(0)
    else if (key === 'End') jump(frame.size - 1)
    else if (key === 'Enter') onEnter()
    else if (key === 'Escape') leave()
    else return false
    return true
  }
  /** One thing at a time, before the image itself is left: the zoom, then the map. */
  const leave = () => {
    if (isWhole(view, frame)) focusOpenTab()
    else showWhole()
  }
  const jump = (guest: number) => {
    centre(guest)
    onCursor(insideDisk(guest, view, frame))
  }
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** On the bounds of a cell, and inside the disk. */
function insideDisk(guest: number, { cellBytes }: MapView, { size }: MapFrame): number {
  const cell = Math.floor(Math.min(size - 1, Math.max(0, guest)) / cellBytes)
  return cell * cellBytes
}

/** Whole rows, so that the columns stay where they are. */
function rowsUp(cells: number, { columns }: CellGrid): number {
  return Math.ceil(cells / columns) * columns
}

function focusOpenTab(): void {
  document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
}
