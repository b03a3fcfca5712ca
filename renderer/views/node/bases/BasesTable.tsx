import { useCallback, useMemo } from 'react'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark } from '../../../stores/view-state.ts'
import { selectionFor } from '../node-index.ts'
import { useProblemTitle } from '../problems/useProblemTitle.ts'
import { ScopeTable } from '../ScopeTable.tsx'
import { baseText, createRowFilter } from '../tables/filter.ts'
import { withHost } from '../tables/host-column.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useOpenImage } from '../tables/useRowActions.tsx'
import { useNodeIndex } from '../useNodeIndex.ts'
import { useScopeRows } from '../useScopeRows.ts'
import { BaseCells } from './BaseCells.tsx'
import { baseColumns } from './base-columns.ts'
import { type BaseLine, baseLines } from './base-lines.ts'

const noBases: readonly BaseRow[] = []

export function BasesTable() {
  const rows = useScan(({ view }) => view?.bases ?? noBases)
  const { filter, expanded } = useView(({ scopes }) => scopes.bases)
  const selection = useView(({ selection }) => selection)
  const { select, expand, showInstancesOn } = useView(selectViewActions)
  const title = useProblemTitle()
  const index = useNodeIndex()
  const hostOf = useHostOf()
  const rowFilter = useMemo(() => createRowFilter(baseText(title, hostOf)), [title, hostOf])
  const shown = useMemo(() => rowFilter.apply(rows, filter), [rowFilter, rows, filter])
  const all = useMemo(() => withHost(baseColumns, 'glance', hostOf), [hostOf])
  const table = useScopeRows('bases', all, rows, shown)
  const { sorted, columns } = table
  const hasHost = columns.some(({ id }) => id === 'host')
  const lines = useMemo(
    () => baseLines(sorted, expanded, index, hasHost ? hostOf : undefined),
    [sorted, expanded, index, hasHost, hostOf],
  )
  const renderCells = useCallback(
    (line: BaseLine) => <BaseCells line={line} columns={columns} hostOf={hostOf} />,
    [columns, hostOf],
  )
  const openImage = useOpenImage()
  const onExpand = useCallback(
    (line: BaseLine, isOpen: boolean) => expand('bases', line.row.id, isOpen),
    [expand],
  )
  const onOpen = (line: BaseLine) => {
    if (line.kind === 'more') showInstancesOn(line.row.id)
    else if (line.kind === 'overlay') openImage(line.overlay.path)
  }
  return (
    <ScopeTable
      rows={table}
      lines={lines}
      renderCells={renderCells}
      selectedKey={keyOf(selection?.path, lines)}
      onSelect={(line) => select(selectionFor(pathOf(line), index))}
      onOpen={onOpen}
      onExpand={onExpand}
      menuTarget={(line) => ({ path: pathOf(line), isImage: true })}
      markOf={markOf}
    />
  )
}

function markOf(line: BaseLine): Mark | undefined {
  return line.kind === 'base' || line.kind === 'overlay'
    ? { path: pathOf(line), kind: 'file', scope: 'bases' }
    : undefined
}

function pathOf(line: BaseLine): string {
  return line.kind === 'overlay' ? line.overlay.path : line.row.id
}

/** An overlay's line has a key of its own: the same disk can stand below two opened bases. */
function keyOf(path: string | undefined, lines: readonly BaseLine[]): string | undefined {
  return lines.find((line) => line.kind !== 'more' && pathOf(line) === path)?.key
}
