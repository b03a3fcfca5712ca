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

  const moveTo = (guest: number) => {
    const next = insideDisk(guest, view, frame)
    const cell = cellAt(view, next)
    if (cell < 0) pan(-rowsUp(-cell, grid))
    if (cell >= frame.cells) pan(rowsUp(cell - frame.cells + 1, grid))
    onCursor(next)
  }
  const step = (cells: number) => () =>
    moveTo(cursor === undefined ? view.start : cursor + cells * view.cellBytes)
  const page = (pages: number) => () =>
    moveTo((cursor ?? view.start) + pages * frame.cells * view.cellBytes)
  const jump = (guest: number) => () => {
    centre(guest)
    onCursor(insideDisk(guest, view, frame))
  }
  const zoomAtCursor = (direction: 'in' | 'out') => () => {
    const cell = cursor === undefined ? frame.cells / 2 : cellAt(view, cursor)
    zoom(direction, Math.min(frame.cells - 1, Math.max(0, Math.floor(cell))))
  }
  const acts = new Map<string, () => void>([
    ['ArrowRight', step(1)],
    ['ArrowLeft', step(-1)],
    ['ArrowDown', step(grid.columns)],
    ['ArrowUp', step(-grid.columns)],
    ['+', zoomAtCursor('in')],
    ['=', zoomAtCursor('in')],
    ['-', zoomAtCursor('out')],
    ['0', showWhole],
    ['PageDown', page(1)],
    ['PageUp', page(-1)],
    ['Home', jump(0)],
    ['End', jump(frame.size - 1)],
    ['Enter', onEnter],
    // One thing at a time, before the image itself is left: the zoom, then the map.
    ['Escape', isWhole(view, frame) ? focusOpenTab : showWhole],
  ])
  return (event: KeyboardEvent) => {
    const act = acts.get(event.key)
    if (event.ctrlKey || event.metaKey || event.altKey || act === undefined) return
    act()
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
