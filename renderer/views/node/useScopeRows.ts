import type { RefObject } from 'react'
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
  const sorted = useSorted(all, shown, sorting)
  const columns = useColumns(scope, all, rows)
  return { scope, total: rows.length, shown: shown.length, sorted, sorting, ...columns }
}
