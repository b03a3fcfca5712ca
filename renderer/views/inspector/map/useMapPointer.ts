import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { CELL_PITCH, type CellGrid, cellAtPoint } from '../../../charts/map-grid.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'

interface MapPointer {
  readonly grid: CellGrid
  /** Guest offset of the cell under the pointer. */
  readonly onHover: (guest: number | undefined) => void
  /** Guest offset of the cell that was picked. */
  readonly onCursor: (guest: number) => void
}

/** What the pointer does on the map: it shows a cell, picks it, pulls the picture along, zooms. */
export function useMapPointer({ grid, onHover, onCursor }: MapPointer) {
  const { pan, zoom } = useDiskMap(selectDiskMapActions)
  const drag = useRef<{ x: number; y: number; panned: number } | undefined>(undefined)
  const { guestAt, forget } = useGuestAt(grid, onHover)

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, panned: 0 }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    onHover(guestAt(event))
    const from = drag.current
    if (from === undefined) return
    const across = Math.round((event.clientX - from.x) / CELL_PITCH)
    const along = Math.round((event.clientY - from.y) / CELL_PITCH)
    const panned = -(across + along * grid.columns)
    if (panned !== from.panned) pan(panned - from.panned)
    drag.current = { ...from, panned }
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const guest = guestAt(event)
    if (drag.current?.panned === 0 && guest !== undefined) onCursor(guest)
    drag.current = undefined
  }
  const onPointerLeave = () => {
    forget()
    onHover(undefined)
  }
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => zoom('in', cellUnder(grid, event) ?? 0)
  return { onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onDoubleClick }
}

/** Guest offsets under the pointer; `onHover` also when the disk is moved under it. */
function useGuestAt(grid: CellGrid, onHover: MapPointer['onHover']) {
  const view = useDiskMap(({ view }) => view)
  const pointed = useRef<number>(undefined)
  // After a zoom another part of the disk is under a pointer that stands still.
  useEffect(() => {
    if (pointed.current !== undefined) onHover(view.start + pointed.current * view.cellBytes)
  }, [view, onHover])
  const guestAt = (event: PointerEvent<HTMLElement>): number | undefined => {
    const cell = cellUnder(grid, event)
    pointed.current = cell
    return cell === undefined ? undefined : view.start + cell * view.cellBytes
  }
  const forget = () => {
    pointed.current = undefined
  }
  return { guestAt, forget }
}

function cellUnder(grid: CellGrid, event: MouseEvent<HTMLElement>): number | undefined {
  const { left, top } = event.currentTarget.getBoundingClientRect()
  return cellAtPoint(grid, event.clientX - left, event.clientY - top)
}
