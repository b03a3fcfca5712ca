import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, SortingState } from '../../grid/columns.ts'
import { Grid } from '../../grid/Grid.tsx'
import type { GridLine } from '../../grid/lines.ts'
import { useView } from '../../stores/context.tsx'
import { rowOf, selectViewActions } from '../../stores/view.ts'
import type { Mark } from '../../stores/view-state.ts'
import { ColumnsMenu } from './tables/ColumnsMenu.tsx'
import { TableFrame } from './tables/TableFrame.tsx'
import { useKeptScope } from './tables/useKeptScope.ts'
import { type MenuTarget, useMarks, useRowMenu } from './tables/useRowActions.tsx'
import type { ScopeRows } from './useScopeRows.ts'

interface ScopeTableProps<L extends GridLine, R, C extends GridColumn<R>> {
  readonly rows: ScopeRows<R, C>
  /** More is known than these rows say, and being drawn. */
  readonly isLate?: boolean
  readonly lines: readonly L[]
  /** Must be the same function from render to render, or every row draws anew. */
  readonly renderCells: (line: L) => ReactNode
  /** Of the line that is selected, where that is not the path of what is. */
  readonly selectedKey?: string | undefined
  readonly onSelect: (line: L) => void
  readonly onOpen: (line: L) => void
  /** Set where lines open. */
  readonly onExpand?: (line: L, isOpen: boolean) => void
  readonly menuTarget: (line: L) => Omit<MenuTarget, 'mark'>
  /** Set where rows can be gathered; undefined for a line that cannot be. */
  readonly markOf?: (line: L) => Mark | undefined
  /** Stands above the rows. */
  readonly note?: ReactNode
}

const nothing = () => {}
const noMark = () => undefined

/** The table of a scope of the scan, below its filter, with the menu of its rows. */
export function ScopeTable<L extends GridLine, R extends object, C extends GridColumn<R>>(
  props: ScopeTableProps<L, R, C>,
) {
  const { rows, lines, markOf = noMark, menuTarget, note, onExpand = nothing } = props
  const { scope, shown, total, known, columns, frame, sorting, minWidth } = rows
  const { t } = useTranslation()
  const selection = useView(({ selection }) => selection)
  const { sort } = useView(selectViewActions)
  const onSort = useCallback((next: SortingState) => sort(scope, next), [sort, scope])
  const menu = useRowMenu()
  const marks = useMarks(markOf)
  const kept = useKeptScope(scope)
  return (
    <TableFrame
      scope={scope}
      shown={shown}
      total={total}
      isLate={rows.isLate || props.isLate === true}
      tools={<ColumnsMenu scope={scope} known={known} shown={columns} />}
      frame={frame}
      note={note}
      menu={menu.element}
    >
      <Grid
        label={t(`${scope}.label`)}
        columns={columns}
        sorting={sorting}
        onSort={onSort}
        lines={lines}
        renderCells={props.renderCells}
        selectedKey={'selectedKey' in props ? props.selectedKey : selection && rowOf(selection)}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        onExpand={onExpand}
        onMenu={(line, at) => menu.open({ ...menuTarget(line), mark: markOf(line) }, at)}
        minWidth={minWidth}
        kept={kept}
        {...(markOf !== noMark && { marks })}
      />
    </TableFrame>
  )
}
