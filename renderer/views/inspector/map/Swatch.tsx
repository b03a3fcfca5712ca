import { useLayoutEffect, useRef } from 'react'
import { drawLook, readPalette, sharpContext } from '../../../charts/draw-map.ts'
import type { MapLook } from '../../../charts/map-look.ts'
import { useScheme } from '../../../theme/useScheme.ts'
import classes from './map.module.css'

const SIZE = 13

/** A cell's look, as the map draws it. */
export function Swatch({ look }: { readonly look: MapLook }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what is read
  useLayoutEffect(() => {
    const canvas = ref.current
    if (canvas === null) return
    const context = sharpContext(canvas, SIZE, SIZE)
    if (context) drawLook(context, look, readPalette(canvas), 0, 0, SIZE)
  }, [look, scheme])
  return <canvas ref={ref} className={classes['swatch']} aria-hidden />
}
