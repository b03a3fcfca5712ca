import {
  type ColumnDef,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { GridColumn, SortValue } from './columns.ts'
import { keyedRowModel } from './keyed-model.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: keyedRowModel })
type Features = typeof features

/** `rows` in the order that `sorting` asks for; the same array while neither has changed. */
export function useSorted<R extends object>(
  columns: readonly GridColumn<R>[],
  rows: readonly R[],
  sorting: SortingState,
): readonly R[] {
  const definitions = useMemo(() => columns.map(definition), [columns])
  const state = useMemo(() => ({ sorting }), [sorting])
  const table = useTable<Features, R>({ features, columns: definitions, data: rows, state })
  const model = table.getRowModel()
  return useMemo(() => model.rows.map((row) => row.original), [model])
}

function definition<R extends object>({ id, value }: GridColumn<R>): ColumnDef<Features, R> {
  return {
    id,
    accessorFn: (row: R): SortValue => value?.(row),
  }
}

/** What a click on a header makes of the order: its own first direction, then the other one. */
export function nextSorting(
  sorting: SortingState,
  column: Pick<GridColumn<never>, 'id' | 'descendingFirst'>,
): SortingState {
  const current = sorting[0]
  if (current?.id === column.id) return [{ id: column.id, desc: !current.desc }]
  return [{ id: column.id, desc: column.descendingFirst === true }]
}
