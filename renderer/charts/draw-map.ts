import { NO_CLASS } from '../../shared/map/classes.ts'
import type { MapWindow } from '../../shared/map/window.ts'
import { drawLook } from './draw-look.ts'
import type { MapBrush, MapPalette } from './map-brush.ts'
import { CELL_GAP, CELL_PITCH, type CellGrid, cellPoint } from './map-grid.ts'
import { lookOfClass, type MapColor } from './map-look.ts'

/** Every cell of a window. `base` is the depth of the last layer. */
export function drawCells(brush: MapBrush, window: MapWindow, grid: CellGrid, base: number): void {
  const { context, palette } = brush
  const size = CELL_PITCH - CELL_GAP
  for (let cell = 0; cell < window.cells; cell += 1) {
    const dominant = window.dominant[cell] ?? NO_CLASS
    if (dominant === NO_CLASS) continue
    const { x, y } = cellPoint(grid, cell)
    drawLook(brush, lookOfClass(dominant, base), { x, y, size })
    const second = window.second[cell] ?? NO_CLASS
    if (second === NO_CLASS) continue
    const height = footHeight(window.secondShare[cell] ?? 0, size)
    context.fillStyle = palette[lookOfClass(second, base).color]
    context.fillRect(x, y + size - height, size, height)
  }
}

/** At least to be seen, and never more than what holds most of the cell. */
function footHeight(share: number, size: number): number {
  return Math.min(Math.floor(size / 2), Math.max(3, Math.round(share * size)))
}

/** A line that shows a disk of `size` bytes as a whole. */
export interface Strip {
  readonly width: number
  readonly height: number
  readonly size: number
}

/**
 * The whole disk in one line, each cell where its bytes are: cells are of whole sectors, so that of a
 * small disk there are fewer than were asked for.
 */
export function drawStrip(brush: MapBrush, window: MapWindow, base: number, strip: Strip): void {
  const { context, palette } = brush
  const { width, height, size } = strip
  const cell = (width * window.cellBytes) / size
  const wide = Math.ceil(cell)
  for (let index = 0; index < window.cells; index += 1) {
    const dominant = window.dominant[index] ?? NO_CLASS
    if (dominant === NO_CLASS) continue
    const x = Math.floor(index * cell)
    const fill = (mapClass: number, top: number) => {
      context.fillStyle = stripColor(lookOfClass(mapClass, base).color, palette)
      context.fillRect(x, top, wide, height - top)
    }
    fill(dominant, 0)
    const second = window.second[index] ?? NO_CLASS
    if (second === NO_CLASS) continue
    fill(second, height - footHeight(window.secondShare[index] ?? 0, height))
  }
}

/** A line has no room for marks: what holds no data is pale there. */
function stripColor(color: MapColor, palette: MapPalette): string {
  if (color === 'nowhere') return palette.track
  return color === 'zero' ? palette.nowhere : palette[color]
}
