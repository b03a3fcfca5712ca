import { type RefObject, useDeferredValue } from 'react'
import type { GridColumn, SortingState } from '../../grid/columns.ts'
import { useSorted } from '../../grid/useSorted.ts'
import { useView } from '../../stores/context.tsx'
import type { TableScope } from '../../stores/view-state.ts'
import { useColumns } from './tables/useColumns.ts'

/** What a table shows of its rows. */
export interface ScopeRows<R, C> {
  readonly scope: TableScope
  readonly total: number
  readonly shown: number
  /** Those that the filter lets pass, in the order that was asked for. */
  readonly sorted: readonly R[]
  readonly sorting: SortingState
  /** Another order was asked for than these are in, and is being drawn. */
  readonly isLate: boolean
  readonly known: readonly C[]
  readonly columns: readonly C[]
  readonly frame: RefObject<HTMLElement | null>
  readonly minWidth: number
}

/** Sorts what the filter left of a scope's rows, and chooses the columns that fit. */
export function useScopeRows<R extends object, C extends GridColumn<R>>(
  scope: TableScope,
  all: readonly C[],
  rows: readonly R[],
  shown: readonly R[],
): ScopeRows<R, C> {
  const { sorting } = useView(({ scopes }) => scopes[scope])
  // The arrow in the header is there at once; ten thousand rows are put in order and drawn in slices.
  const order = useDeferredValue(sorting)
  const sorted = useSorted(all, shown, order)
  const columns = useColumns(scope, all, rows)
  const counts = { total: rows.length, shown: shown.length }
  return { scope, ...counts, sorted, sorting, isLate: order !== sorting, ...columns }
}
