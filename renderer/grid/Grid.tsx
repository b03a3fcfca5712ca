import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef } from 'react'
import type { GridColumn, SortingState } from './columns.ts'
import classes from './Grid.module.css'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import type { GridLine } from './lines.ts'
import type { RowTarget } from './row-acts.ts'
import { type GridMarks, useGathering } from './useGathering.ts'
import { useGridKeys } from './useGridKeys.ts'
import { useGridMouse } from './useGridMouse.ts'
import { type KeptTop, useKeptTop } from './useKeptTop.ts'
import { useRowWindow, rowHeight as usualHeight } from './useRowWindow.ts'

export interface GridProps<L extends GridLine, R> extends RowTarget<L> {
  readonly label: string
  readonly columns: readonly GridColumn<R>[]
  readonly sorting: SortingState
  readonly onSort: (sorting: SortingState) => void
  /** The line's cells. Must be the same function from render to render, or every row draws anew. */
  readonly renderCells: (line: L) => ReactNode
  readonly selectedKey: string | undefined
  /** Set beside `onTick`: Ctrl+A ticks every row. */
  readonly onTickAll?: () => void
  /** Set where rows can be gathered: Ctrl and click, Shift and click, Insert. */
  readonly marks?: GridMarks<L>
  readonly minWidth: number
  /** Pixels, where its rows are not as high as those of other tables. */
  readonly rowHeight?: number
  /** Set where a table that is come back to is as it was left. */
  readonly kept?: KeptTop
}

/** A virtualised treegrid: one row has the focus, keys move it, only what is seen is in the page. */
export function Grid<L extends GridLine, R>(props: GridProps<L, R>) {
  const { label, columns, lines, minWidth, onSort, rowHeight = usualHeight } = props
  const scroller = useRef<HTMLDivElement>(null)
  const gathering = useGathering(props)
  const keys = useGridKeys(props, gathering, scroller)
  const mouse = useGridMouse(props, gathering, keys.focusLine)
  const top = useKeptTop(scroller, props.kept)
  const rows = useRowWindow(scroller, lines, keys.activeIndex, rowHeight, top)
  keys.reveal.current = rows.reveal
  const tracks = useMemo(() => columns.map(({ track }) => track).join(' '), [columns])
  const style = { '--tracks': tracks, '--row-height': `${rowHeight}px`, minWidth } as CSSProperties
  const sort = useCallback(
    (sorting: SortingState) => {
      onSort(sorting)
      // The order is asked for to see what comes first.
      scroller.current?.scrollTo({ top: 0 })
    },
    [onSort],
  )
  const row = (line: L, index: number, start: number) => (
    <GridRow
      key={line.key}
      line={line}
      index={index}
      start={start}
      isActive={index === keys.activeIndex}
      isSelected={gathering.looksSelected(line)}
      isShown={line.key === props.selectedKey}
      isMarked={props.marks?.isMarked(line) ?? false}
      renderCells={props.renderCells}
    />
  )

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role="treegrid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={props.marks !== undefined}
        className={classes['grid']}
        style={style}
        onKeyDown={keys.onKeyDown}
        {...mouse}
      >
        <GridHeader columns={columns} sorting={props.sorting} onSort={sort} />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are placed one by one, tbody cannot do that */}
        <div
          role="rowgroup"
          className={classes['body']}
          style={{ height: lines.length * rowHeight }}
        >
          {rows.items.map(({ index, start }) => {
            const line = lines[index]
            return line && row(line, index, start)
          })}
        </div>
      </div>
    </div>
  )
}
