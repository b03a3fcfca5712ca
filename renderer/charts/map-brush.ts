import { MAP_COLORS, type MapColor } from './map-look.ts'

export type MapPalette = Readonly<Record<MapColor | 'track', string>>

/** What a map is drawn with: a canvas in CSS pixels, and the theme's colours. */
export interface MapBrush {
  readonly context: CanvasRenderingContext2D
  readonly palette: MapPalette
}

/** Empties a canvas and makes it as sharp as the screen is. Sizes in CSS pixels. */
export function brushOf(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): MapBrush | undefined {
  const scale = window.devicePixelRatio || 1
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return undefined
  context.scale(scale, scale)
  return { context, palette: readPalette(canvas) }
}

/** The theme's colours as they are now: a canvas knows no variables. */
function readPalette(element: Element): MapPalette {
  const style = getComputedStyle(element)
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const colors = MAP_COLORS.map((color) => [color, value(`map-${color}`)] as const)
  return {
    ...(Object.fromEntries(colors) as Record<MapColor, string>),
    track: value('map-track'),
  }
}
