import { z } from 'zod'

/** Where the window was, in display-independent pixels. */
export const windowBoundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(16_384),
  height: z.number().int().min(1).max(16_384),
  maximized: z.boolean(),
})

export type WindowBounds = z.infer<typeof windowBoundsSchema>

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** In which the table of instances has room for all of its columns beside the details. */
export const DEFAULT_SIZE = { width: 1440, height: 900 } as const
export const MINIMUM_SIZE = { width: 720, height: 480 } as const

/** How much of the window must lie on a display for it to be found and moved there. */
const MIN_VISIBLE = 120

/**
 * The saved bounds, or only a size when no display of now shows enough of them: the default one, as far as
 * the `workAreas`' first, that of the primary display, has room for it.
 */
export function restoredBounds(
  saved: WindowBounds | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> {
  if (saved === undefined || !workAreas.some((area) => overlaps(saved, area))) {
    return sizeWithin(workAreas[0] ?? DEFAULT_SIZE)
  }
  const { x, y } = saved
  const width = Math.max(saved.width, MINIMUM_SIZE.width)
  const height = Math.max(saved.height, MINIMUM_SIZE.height)
  return { x, y, width, height }
}

function sizeWithin({ width, height }: Pick<Rectangle, 'width' | 'height'>) {
  return {
    width: Math.max(Math.min(DEFAULT_SIZE.width, width), MINIMUM_SIZE.width),
    height: Math.max(Math.min(DEFAULT_SIZE.height, height), MINIMUM_SIZE.height),
  }
}

function overlaps(window: Rectangle, area: Rectangle): boolean {
  const right = Math.min(window.x + window.width, area.x + area.width)
  const bottom = Math.min(window.y + window.height, area.y + area.height)
  const width = right - Math.max(window.x, area.x)
  const height = bottom - Math.max(window.y, area.y)
  // The title bar is what the window is moved by, so its top must be on the display.
  const isTopVisible = window.y >= area.y && window.y < area.y + area.height
  return isTopVisible && width >= MIN_VISIBLE && height >= MIN_VISIBLE
}
