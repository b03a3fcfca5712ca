import {
  type RowData,
  type RowModel,
  rowSortingFeature,
  type SortingState,
  type Table,
  tableFeatures,
} from '@tanstack/react-table'
import type { SortValue } from './columns.ts'
import { sortedPlaces } from './sorted-places.ts'

const sortable = tableFeatures({ rowSortingFeature })
type Sortable = typeof sortable
type Model = RowModel<Sortable, RowData>

/**
 * The sorted row model of a table whose rows hold no rows, by one column: each row is asked for its
 * value once. TanStack's own asks two rows at each of more than a hundred thousand comparisons.
 */
export function keyedRowModel(table: Table<Sortable, RowData>): () => Model {
  let known: { readonly from: Model; readonly by: SortingState; readonly sorted: Model } | undefined
  return () => {
    const from = table.getPreSortedRowModel()
    const by = table.atoms.sorting.get()
    if (known?.from !== from || known.by !== by) known = { from, by, sorted: sorted(from, by) }
    return known.sorted
  }
}

function sorted(model: Model, [first]: SortingState): Model {
  if (first === undefined) return model
  const values = model.rows.map((row) => row.getValue<SortValue>(first.id))
  const rows = sortedPlaces(values, first.desc).flatMap((place) => model.rows[place] ?? [])
  return { ...model, rows, flatRows: rows }
}
