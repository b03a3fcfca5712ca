import { type RefObject, useLayoutEffect } from 'react'
import { brushOf, type MapBrush } from '../../../charts/map-brush.ts'
import type { Size } from '../../../components/watch-size.ts'
import { useScheme } from '../../../theme/useScheme.ts'

/** Draws on a canvas, and again with another drawing, size or theme. Nothing while there is no room. */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  { width, height }: Size,
  draw: ((brush: MapBrush) => void) | undefined,
): void {
  const scheme = useScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the brush's colours
  useLayoutEffect(() => {
    if (canvas.current === null || draw === undefined || width === 0) return
    const brush = brushOf(canvas.current, width, height)
    if (brush !== undefined) draw(brush)
  }, [canvas, width, height, draw, scheme])
}
