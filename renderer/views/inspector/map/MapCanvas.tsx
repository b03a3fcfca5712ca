import { type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawCells, readPalette, sharpContext } from '../../../charts/draw-map.ts'
import {
  CELL_PITCH,
  type CellGrid,
  cellAtPoint,
  cellPoint,
  cellsOf,
  gridOf,
} from '../../../charts/map-grid.ts'
import { cellAt } from '../../../charts/map-view.ts'
import { useSize } from '../../../components/useSize.ts'
import { isFocusLost } from '../../../grid/lost-focus.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import { useScheme } from '../../../theme/useScheme.ts'
import classes from './map.module.css'
import { useMapKeys } from './useMapKeys.ts'
import { useMapWheel } from './useMapWheel.ts'

interface MapCanvasProps {
  /** Depth of the last layer. */
  readonly base: number
  /** Guest offset of the cell that was picked. */
  readonly cursor: number | undefined
  readonly onCursor: (guest: number) => void
  /** Guest offset of the cell under the pointer. */
  readonly hover: number | undefined
  readonly onHover: (guest: number | undefined) => void
  /** Enter: the extents of the picked cell. */
  readonly onEnter: () => void
  /** The focus is elsewhere. */
  readonly onLeave: () => void
}

/** The part of the disk that is in sight, cell by cell. */
export function MapCanvas(props: MapCanvasProps) {
  const { base, cursor, hover, onCursor, onHover, onEnter, onLeave } = props
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(box)
  const grid = useMemo(() => gridOf(width, height), [width, height])
  const scheme = useScheme()
  const window = useDiskMap(({ window }) => window)
  const view = useDiskMap(({ view }) => view)
  const { resize, pan, zoom } = useDiskMap(selectDiskMapActions)
  const onKeyDown = useMapKeys({ grid, cursor, onCursor, onEnter })
  useMapWheel(box, grid)
  const drag = useRef<{ x: number; y: number; panned: number } | undefined>(undefined)

  // The row of the table that led back here is gone.
  useLayoutEffect(() => {
    if (isFocusLost()) box.current?.focus()
  }, [])

  useEffect(() => {
    if (width > 0 && height > 0) resize(cellsOf(grid))
  }, [grid, width, height, resize])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what is read
  useLayoutEffect(() => {
    if (canvas.current === null || window === undefined || width === 0) return
    const context = sharpContext(canvas.current, width, height)
    if (context) drawCells(context, window, grid, readPalette(canvas.current), base)
  }, [window, grid, base, width, height, scheme])

  // After a zoom another part of the disk is under a pointer that stands still.
  const pointed = useRef<number>(undefined)
  useEffect(() => {
    if (pointed.current !== undefined) onHover(view.start + pointed.current * view.cellBytes)
  }, [view, onHover])

  const guestAt = (event: PointerEvent<HTMLElement>): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const cell = cellAtPoint(grid, event.clientX - left, event.clientY - top)
    pointed.current = cell
    return cell === undefined ? undefined : view.start + cell * view.cellBytes
  }
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, panned: 0 }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    onHover(guestAt(event))
    const from = drag.current
    if (from === undefined) return
    const across = Math.round((event.clientX - from.x) / CELL_PITCH)
    const along = Math.round((event.clientY - from.y) / CELL_PITCH)
    const panned = -(across + along * grid.columns)
    if (panned !== from.panned) pan(panned - from.panned)
    drag.current = { ...from, panned }
  }
  const up = (event: PointerEvent<HTMLElement>) => {
    const guest = guestAt(event)
    if (drag.current?.panned === 0 && guest !== undefined) onCursor(guest)
    drag.current = undefined
  }

  return (
    <div
      ref={box}
      // A picture that is worked by keys of its own, which its label tells.
      role="application"
      aria-label={t('inspector.map.canvasLabel')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys need the focus
      tabIndex={0}
      className={classes['canvasBox']}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerLeave={() => {
        pointed.current = undefined
        onHover(undefined)
      }}
      onDoubleClick={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect()
        zoom('in', cellAtPoint(grid, event.clientX - left, event.clientY - top) ?? 0)
      }}
    >
      <canvas ref={canvas} className={classes['canvas']} />
      <Frame look="hover" guest={hover} grid={grid} />
      <Frame look="cursor" guest={cursor} grid={grid} />
    </div>
  )
}

interface FrameProps {
  readonly look: 'hover' | 'cursor'
  readonly guest: number | undefined
  readonly grid: CellGrid
}

/** Around a cell, above the canvas: pointing costs no drawing. */
function Frame({ look, guest, grid }: FrameProps) {
  const window = useDiskMap(({ window }) => window)
  if (window === undefined || guest === undefined) return undefined
  const cell = cellAt(window, guest)
  if (cell < 0 || cell >= cellsOf(grid)) return undefined
  const { x, y } = cellPoint(grid, cell)
  return (
    <span
      className={classes['frame']}
      data-look={look}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      aria-hidden
    />
  )
}
