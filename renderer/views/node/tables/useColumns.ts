import { type RefObject, useMemo, useRef } from 'react'
import { useSize } from '../../../components/useSize.ts'
import { type LastSize, noSize } from '../../../components/watch-size.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import { fittingColumns, knownColumns, leastWidth } from '../../../grid/fitting.ts'
import { useView } from '../../../stores/context.tsx'
import type { TableScope } from '../../../stores/view-state.ts'

interface ShownColumns<C> {
  /** Of the frame around the table, whose width decides. */
  readonly frame: RefObject<HTMLElement | null>
  /** All that can be shown of these rows. */
  readonly known: readonly C[]
  readonly columns: readonly C[]
  /** Pixels; the table scrolls sideways where it has less. */
  readonly minWidth: number
}

/** All tables of a node stand at one place. */
export const lastFrame: LastSize = { current: noSize }

/** Which columns of a table are shown: what was chosen, and otherwise as many as fit. */
export function useColumns<R, C extends GridColumn<R>>(
  scope: TableScope,
  all: readonly C[],
  rows: readonly R[],
): ShownColumns<C> {
  const frame = useRef<HTMLElement>(null)
  const { width } = useSize(frame, lastFrame)
  const choice = useView(({ columns }) => columns[scope])
  const sortedBy = useView(({ scopes }) => scopes[scope].sorting[0]?.id)
  const known = useMemo(() => knownColumns(all, rows), [all, rows])
  const wanted = useMemo(
    () => known.reduce((most, { wants }) => Math.max(most, wants?.(rows) ?? 0), 0),
    [known, rows],
  )
  const ids = useMemo(() => {
    const fitting = fittingColumns(known, width, choice, sortedBy, wanted)
    return fitting.map(({ id }) => id).join(' ')
  }, [known, width, choice, sortedBy, wanted])
  // The same columns are the same array, whatever the width: rows draw anew when it changes.
  const columns = useMemo(() => {
    const shown = ids.split(' ')
    return all.filter(({ id }) => shown.includes(id))
  }, [all, ids])
  return { frame, known, columns, minWidth: leastWidth(columns) }
}
