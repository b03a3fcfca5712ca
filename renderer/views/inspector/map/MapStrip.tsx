import { type PointerEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawStrip, readPalette, sharpContext } from '../../../charts/draw-map.ts'
import { useSize } from '../../../components/useSize.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import { useScheme } from '../../../theme/useScheme.ts'
import classes from './map.module.css'

/**
 * The whole disk in one line, with a frame around what is in sight; a press moves there.
 * `base` is the depth of the last layer.
 */
export function MapStrip({ base }: { readonly base: number }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(box)
  const scheme = useScheme()
  const strip = useDiskMap(({ strip }) => strip)
  const view = useDiskMap(({ view }) => view)
  const frame = useDiskMap(({ frame }) => frame)
  const { centre } = useDiskMap(selectDiskMapActions)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what is read
  useLayoutEffect(() => {
    if (canvas.current === null || strip === undefined || width === 0) return
    const context = sharpContext(canvas.current, width, height)
    const { size } = frame
    if (context) {
      drawStrip(context, strip, readPalette(canvas.current), base, { width, height, size })
    }
  }, [strip, base, width, height, frame, scheme])

  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0 || width === 0) return
    const { left } = event.currentTarget.getBoundingClientRect()
    centre(((event.clientX - left) / width) * frame.size)
  }
  const share = (bytes: number) => (frame.size > 0 ? (bytes / frame.size) * 100 : 0)
  const from = Math.min(100, share(view.start))
  const seen = Math.min(100 - from, share(view.cellBytes * frame.cells))
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
      <canvas ref={canvas} className={classes['stripCanvas']} />
      <span
        className={classes['inSight']}
        style={{ left: `${from}%`, width: `${seen}%` }}
        aria-hidden
      />
    </div>
  )
}
