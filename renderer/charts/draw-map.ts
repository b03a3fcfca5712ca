import { NO_CLASS } from '../../shared/map/classes.ts'
import type { MapWindow } from '../../shared/map/window.ts'
import { CELL_GAP, CELL_PITCH, type CellGrid, cellPoint } from './map-grid.ts'
import { lookOfClass, MAP_COLORS, type MapColor, type MapLook } from './map-look.ts'

export type MapPalette = Readonly<Record<MapColor | 'track', string>>

/** The theme's colours as they are now: a canvas knows no variables. */
export function readPalette(element: Element): MapPalette {
  const style = getComputedStyle(element)
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const colors = MAP_COLORS.map((color) => [color, value(`map-${color}`)] as const)
  return {
    ...(Object.fromEntries(colors) as Record<MapColor, string>),
    track: value('map-track'),
  }
}

/** Makes a canvas as sharp as the screen is, and gives back what to draw with, in CSS pixels. */
export function sharpContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const scale = window.devicePixelRatio || 1
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  context?.scale(scale, scale)
  return context ?? undefined
}

/** Every cell of a window. `base` is the depth of the last layer. */
export function drawCells(
  context: CanvasRenderingContext2D,
  window: MapWindow,
  grid: CellGrid,
  palette: MapPalette,
  base: number,
): void {
  const size = CELL_PITCH - CELL_GAP
  for (let cell = 0; cell < window.cells; cell += 1) {
    const dominant = window.dominant[cell] ?? NO_CLASS
    if (dominant === NO_CLASS) continue
    const { x, y } = cellPoint(grid, cell)
    drawLook(context, lookOfClass(dominant, base), palette, x, y, size)
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

/** One cell's look: colour, and a mark that tells it without colour. */
export function drawLook(
  context: CanvasRenderingContext2D,
  { color, mark }: MapLook,
  palette: MapPalette,
  x: number,
  y: number,
  size: number,
): void {
  context.fillStyle = mark === 'full' || mark === 'bar' ? palette[color] : palette.track
  context.fillRect(x, y, size, size)
  switch (mark) {
    case 'full':
      return
    case 'stripes':
      drawStripes(context, palette[color], x, y, size)
      return
    case 'dot': {
      context.fillStyle = palette[color]
      const dot = Math.round(size / 3)
      context.fillRect(x + (size - dot) / 2, y + (size - dot) / 2, dot, dot)
      return
    }
    case 'outline':
      context.strokeStyle = palette[color]
      context.lineWidth = 1
      context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1)
      return
    case 'cross':
      drawCross(context, palette[color], x, y, size)
      return
    case 'torn':
      drawTorn(context, palette[color], x, y, size)
      return
    case 'bar':
      context.fillStyle = palette.track
      context.fillRect(x + 2, y + Math.floor(size / 2) - 1, size - 4, 2)
  }
}

function drawStripes(
  context: CanvasRenderingContext2D,
  color: string,
  x: number,
  y: number,
  size: number,
): void {
  context.fillStyle = color
  for (let stripe = 0; stripe < size; stripe += 4) context.fillRect(x + stripe, y, 2, size)
}

function drawCross(
  context: CanvasRenderingContext2D,
  color: string,
  x: number,
  y: number,
  size: number,
): void {
  context.strokeStyle = color
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x + 1, y + 1)
  context.lineTo(x + size - 1, y + size - 1)
  context.moveTo(x + size - 1, y + 1)
  context.lineTo(x + 1, y + size - 1)
  context.stroke()
}

/** Half of the cell, as if the rest were torn off. */
function drawTorn(
  context: CanvasRenderingContext2D,
  color: string,
  x: number,
  y: number,
  size: number,
): void {
  context.fillStyle = color
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + size, y)
  context.lineTo(x, y + size)
  context.closePath()
  context.fill()
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
export function drawStrip(
  context: CanvasRenderingContext2D,
  window: MapWindow,
  palette: MapPalette,
  base: number,
  { width, height, size }: Strip,
): void {
  const cell = (width * window.cellBytes) / size
  for (let index = 0; index < window.cells; index += 1) {
    const dominant = window.dominant[index] ?? NO_CLASS
    if (dominant === NO_CLASS) continue
    const x = Math.floor(index * cell)
    const wide = Math.ceil(cell)
    const fill = (mapClass: number, top: number) => {
      const { color } = lookOfClass(mapClass, base)
      context.fillStyle = stripColor(color, palette)
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
