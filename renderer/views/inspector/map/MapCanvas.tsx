import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawCells } from '../../../charts/draw-map.ts'
import type { MapBrush } from '../../../charts/map-brush.ts'
import { type CellGrid, cellPoint, cellsOf, gridOf } from '../../../charts/map-grid.ts'
import { cellAt } from '../../../charts/map-view.ts'
import { useSize } from '../../../components/useSize.ts'
import type { Size } from '../../../components/watch-size.ts'
import { isFocusLost } from '../../../grid/lost-focus.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import classes from './map.module.css'
import { useDrawing } from './useDrawing.ts'
import { useMapKeys } from './useMapKeys.ts'
import { useMapPointer } from './useMapPointer.ts'
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
  const size = useSize(box)
  const grid = useGrid(size)
  const onKeyDown = useMapKeys({ grid, cursor, onCursor, onEnter })
  const onPointer = useMapPointer({ grid, onHover, onCursor })
  useMapWheel(box, grid)
  useKeptFocus(box)
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
      {...onPointer}
    >
      <Cells base={base} size={size} grid={grid} />
      <Frame look="hover" guest={hover} grid={grid} />
      <Frame look="cursor" guest={cursor} grid={grid} />
    </div>
  )
}

/** As many cells as there is room for, of which the store is told. */
function useGrid({ width, height }: Size): CellGrid {
  const { resize } = useDiskMap(selectDiskMapActions)
  const grid = useMemo(() => gridOf(width, height), [width, height])
  useEffect(() => {
    if (width > 0 && height > 0) resize(cellsOf(grid))
  }, [grid, width, height, resize])
  return grid
}

/** The row of the table that led back to the map is gone, and the focus with it. */
function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (isFocusLost()) box.current?.focus()
  }, [box])
}

interface CellsProps extends Pick<MapCanvasProps, 'base'> {
  readonly size: Size
  readonly grid: CellGrid
}

function Cells({ base, size, grid }: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const window = useDiskMap(({ window }) => window)
  const draw = useMemo(() => {
    return window && ((brush: MapBrush) => drawCells(brush, window, grid, base))
  }, [window, grid, base])
  useDrawing(canvas, size, draw)
  return <canvas ref={canvas} className={classes['canvas']} />
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
