import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Explain } from '../components/Explain.tsx'
import type { GridColumn, SortingState } from './columns.ts'
import classes from './Grid.module.css'
import { nextSorting } from './useSorted.ts'

interface GridHeaderProps<R> {
  readonly columns: readonly GridColumn<R>[]
  readonly sorting: SortingState
  readonly onSort: (sorting: SortingState) => void
}

function Header<R>({ columns, sorting, onSort }: GridHeaderProps<R>) {
  const current = sorting[0]
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div role="row" aria-rowindex={1} className={classes['header']}>
      {columns.map((column) => (
        <HeaderCell
          key={column.id}
          column={column}
          sorted={current?.id === column.id ? (current.desc ? 'descending' : 'ascending') : 'none'}
          onSort={() => onSort(nextSorting(sorting, column))}
        />
      ))}
    </div>
  )
}

export const GridHeader = memo(Header) as typeof Header

interface HeaderCellProps<R> {
  readonly column: GridColumn<R>
  readonly sorted: 'ascending' | 'descending' | 'none'
  readonly onSort: () => void
}

function HeaderCell<R>({ column, sorted, onSort }: HeaderCellProps<R>) {
  const { t } = useTranslation()
  const title = t(`columns.${column.title}`)
  const isSortable = column.value !== undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div
      role="columnheader"
      aria-sort={isSortable ? sorted : undefined}
      className={classes['headerCell']}
      data-align={column.align}
    >
      {isSortable ? (
        <button type="button" className={classes['sort']} onClick={onSort}>
          <span className={classes['headerText']}>{title}</span>
          {sorted === 'ascending' && <ArrowUp size={12} aria-hidden />}
          {sorted === 'descending' && <ArrowDown size={12} aria-hidden />}
        </button>
      ) : (
        <span className={classes['headerText']}>{title}</span>
      )}
      {column.explain && <Explain of={column.explain} title={title} />}
    </div>
  )
}
