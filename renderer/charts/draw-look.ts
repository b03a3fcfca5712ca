import type { MapBrush } from './map-brush.ts'
import type { MapLook, MapMark } from './map-look.ts'

/** Where a cell is drawn, in CSS pixels. */
export interface Square {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** One cell's look: colour, and a mark that tells it without colour. */
export function drawLook({ context, palette }: MapBrush, look: MapLook, square: Square): void {
  const { color, mark } = look
  const isFilled = mark === 'full' || mark === 'bar'
  context.fillStyle = isFilled ? palette[color] : palette.track
  context.fillRect(square.x, square.y, square.size, square.size)
  if (mark === 'full') return
  const ink = isFilled ? palette.track : palette[color]
  context.fillStyle = ink
  context.strokeStyle = ink
  MARKS[mark](context, square)
}

type DrawMark = (context: CanvasRenderingContext2D, square: Square) => void

/** Each in the colour that the context has. */
const MARKS: Readonly<Record<Exclude<MapMark, 'full'>, DrawMark>> = {
  stripes: (context, { x, y, size }) => {
    for (let stripe = 0; stripe < size; stripe += 4) context.fillRect(x + stripe, y, 2, size)
  },
  // Of the places of a chessboard every other one.
  checks: (context, { x, y, size }) => {
    const check = Math.ceil(size / 3)
    for (let place = 0; place < 9; place += 2) {
      const left = (place % 3) * check
      const top = Math.floor(place / 3) * check
      context.fillRect(x + left, y + top, Math.min(check, size - left), Math.min(check, size - top))
    }
  },
  dot: (context, { x, y, size }) => {
    const dot = Math.round(size / 3)
    context.fillRect(x + (size - dot) / 2, y + (size - dot) / 2, dot, dot)
  },
  outline: (context, { x, y, size }) => {
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1)
  },
  cross: (context, { x, y, size }) => {
    context.lineWidth = 1.5
    context.beginPath()
    context.moveTo(x + 1, y + 1)
    context.lineTo(x + size - 1, y + size - 1)
    context.moveTo(x + size - 1, y + 1)
    context.lineTo(x + 1, y + size - 1)
    context.stroke()
  },
  // Half of the cell, as if the rest were torn off.
  torn: (context, { x, y, size }) => {
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + size, y)
    context.lineTo(x, y + size)
    context.closePath()
    context.fill()
  },
  bar: (context, { x, y, size }) => {
    context.fillRect(x + 2, y + Math.floor(size / 2) - 1, size - 4, 2)
  },
}
