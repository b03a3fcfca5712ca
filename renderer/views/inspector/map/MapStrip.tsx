import { type PointerEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawStrip } from '../../../charts/draw-map.ts'
import type { MapBrush } from '../../../charts/map-brush.ts'
import { useSize } from '../../../components/useSize.ts'
import type { Size } from '../../../components/watch-size.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import classes from './map.module.css'
import { useDrawing } from './useDrawing.ts'

/**
 * The whole disk in one line, with a frame around what is in sight; a press moves there.
 * `base` is the depth of the last layer.
 */
export function MapStrip({ base }: { readonly base: number }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const bytes = useDiskMap(({ frame }) => frame.size)
  const { centre } = useDiskMap(selectDiskMapActions)
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0 || size.width === 0) return
    const { left } = event.currentTarget.getBoundingClientRect()
    centre(((event.clientX - left) / size.width) * bytes)
  }
  return (
    <div
      ref={box}
      className={classes['strip']}
      role="img"
      aria-label={t('inspector.map.stripLabel')}
      title={t('inspector.map.stripLabel')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        move(event)
      }}
      onPointerMove={move}
    >
      <Line base={base} size={size} />
      <InSight />
    </div>
  )
}

function Line({ base, size: { width, height } }: { readonly base: number; readonly size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const strip = useDiskMap(({ strip }) => strip)
  const size = useDiskMap(({ frame }) => frame.size)
  const draw = useMemo(() => {
    return strip && ((brush: MapBrush) => drawStrip(brush, strip, base, { width, height, size }))
  }, [strip, base, width, height, size])
  useDrawing(canvas, { width, height }, draw)
  return <canvas ref={canvas} className={classes['stripCanvas']} />
}

function InSight() {
  const view = useDiskMap(({ view }) => view)
  const frame = useDiskMap(({ frame }) => frame)
  const share = (bytes: number) => (frame.size > 0 ? (bytes / frame.size) * 100 : 0)
  const from = Math.min(100, share(view.start))
  const seen = Math.min(100 - from, share(view.cellBytes * frame.cells))
  return (
    <span
      className={classes['inSight']}
      style={{ left: `${from}%`, width: `${seen}%` }}
      aria-hidden
    />
  )
}
