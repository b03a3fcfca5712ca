import { type RefObject, useEffect } from 'react'
import { type CellGrid, cellAtPoint } from '../../../charts/map-grid.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'

/** Pixels of wheel that make a step: a notch of a mouse is a hundred, a touchpad sends a few. */
const STEP = 60

/** The wheel zooms at the pointer; with Shift it moves by rows. */
export function useMapWheel(box: RefObject<HTMLElement | null>, grid: CellGrid): void {
  const { zoom, pan } = useDiskMap(selectDiskMapActions)
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    let turned = 0
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      // Some systems turn the wheel sideways while Shift is held.
      turned += event.deltaY === 0 ? event.deltaX : event.deltaY
      if (Math.abs(turned) < STEP) return
      const isForward = turned > 0
      turned = 0
      const { left, top } = element.getBoundingClientRect()
      const cell = cellAtPoint(grid, event.clientX - left, event.clientY - top) ?? 0
      if (event.shiftKey) pan(isForward ? 2 * grid.columns : -2 * grid.columns)
      else zoom(isForward ? 'out' : 'in', cell)
    }
    // React listens passively, and the page must not scroll along.
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [box, grid, zoom, pan])
}
