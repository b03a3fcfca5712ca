import { useMemo } from 'react'
import type { GridColumn, SortingState, SortValue } from './columns.ts'
import { sortedPlaces } from './sorted-places.ts'

/**
 * `rows` in the order that `sorting` asks for, equal ones by the first column, in which names are; the same
 * array while neither has changed. Each row is asked for its value once, whichever way is asked for after.
 */
export function useSorted<R>(
  columns: readonly GridColumn<R>[],
  rows: readonly R[],
  sorting: SortingState,
): readonly R[] {
  const { id, desc = false } = sorting[0] ?? {}
  const value = columns.find((column) => column.id === id)?.value
  const name = columns[0]?.value
  const values = useMemo(() => value && rows.map(value), [value, rows])
  return useMemo(
    () =>
      values === undefined
        ? rows
        : sortedPlaces(values, desc, valuesIn(rows, name)).flatMap((place) => rows[place] ?? []),
    [values, rows, desc, name],
  )
}

function valuesIn<R>(rows: readonly R[], value: GridColumn<R>['value']) {
  return (place: number): SortValue => {
    const row = rows[place]
    return row === undefined ? undefined : value?.(row)
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
