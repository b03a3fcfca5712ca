import { useCallback, useRef } from 'react'
import { drawLook } from '../../../charts/draw-look.ts'
import type { MapBrush } from '../../../charts/map-brush.ts'
import type { MapLook } from '../../../charts/map-look.ts'
import classes from './map.module.css'
import { useDrawing } from './useDrawing.ts'

const SIZE = 13
const CANVAS = { width: SIZE, height: SIZE }

/** A cell's look, as the map draws it. */
export function Swatch({ look }: { readonly look: MapLook }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const draw = useCallback(
    (brush: MapBrush) => drawLook(brush, look, { x: 0, y: 0, size: SIZE }),
    [look],
  )
  useDrawing(canvas, CANVAS, draw)
  return <canvas ref={canvas} className={classes['swatch']} aria-hidden />
}
