import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BaseRow } from '../../../shared/analysis/model.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useSorted } from '../../grid/useSorted.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { type Mark, selectViewActions } from '../../stores/view.ts'
import { BaseCells } from './BaseCells.tsx'
import { type BaseLine, baseColumns, baseLines } from './base-table.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { baseText, createRowFilter } from './filter.ts'
import { selectionFor } from './node-index.ts'
import { NoMatch, TableEmpty } from './TableEmpty.tsx'
import { TableFrame } from './TableFrame.tsx'
import { useColumns } from './useColumns.ts'
import { useNodeIndex } from './useNodeIndex.ts'
import { useProblemTitle } from './useProblemTitle.ts'
import { useMarks, useOpenImage, useRowMenu } from './useRowActions.tsx'

const noBases: readonly BaseRow[] = []

export function BasesTable() {
  const { t } = useTranslation()
  const rows = useScan(({ view }) => view?.bases ?? noBases)
  const { filter, sorting, expanded } = useView(({ scopes }) => scopes.bases)
  const selection = useView(({ selection }) => selection)
  const { select, sort, expand, showInstancesOn } = useView(selectViewActions)
  const title = useProblemTitle()
  const index = useNodeIndex()
  const applyFilter = useMemo(() => createRowFilter(baseText(title)), [title])
  const shown = useMemo(() => applyFilter(rows, filter), [applyFilter, rows, filter])
  const { frame, known, columns, minWidth } = useColumns('bases', baseColumns, rows)
  const sorted = useSorted(baseColumns, shown, sorting)
  const lines = useMemo(() => baseLines(sorted, expanded, index), [sorted, expanded, index])
  const renderCells = useCallback(
    (line: BaseLine) => <BaseCells line={line} columns={columns} />,
    [columns],
  )
  const onSort = useCallback((next: SortingState) => sort('bases', next), [sort])
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const marks = useMarks(markOf)
  const onExpand = useCallback(
    (line: BaseLine, isOpen: boolean) => expand('bases', line.row.id, isOpen),
    [expand],
  )
  const onOpen = (line: BaseLine) => {
    if (line.kind === 'more') showInstancesOn(line.row.id)
    else if (line.kind === 'overlay') openImage(line.overlay.path)
  }
  return (
    <TableFrame
      scope="bases"
      shown={shown.length}
      total={rows.length}
      tools={<ColumnsMenu scope="bases" known={known} shown={columns} />}
      frame={frame}
    >
      {rows.length === 0 ? (
        <TableEmpty scope="bases" />
      ) : shown.length === 0 ? (
        <NoMatch scope="bases" />
      ) : (
        <Grid
          label={t('bases.label')}
          columns={columns}
          sorting={sorting}
          onSort={onSort}
          lines={lines}
          renderCells={renderCells}
          selectedKey={keyOf(selection?.path, lines)}
          onSelect={(line) => select(selectionFor(pathOf(line), index))}
          onOpen={onOpen}
          onExpand={onExpand}
          onMenu={(line, at) =>
            menu.open({ path: pathOf(line), isImage: true, mark: markOf(line) }, at)
          }
          marks={marks}
          minWidth={minWidth}
        />
      )}
      {menu.element}
    </TableFrame>
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
