import type { SortingState } from '@tanstack/react-table'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Grid } from '../../grid/Grid.tsx'
import { useSorted } from '../../grid/useSorted.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan.ts'
import { type Mark, type Selection, selectViewActions } from '../../stores/view.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { createRowFilter, instanceText, onBase } from './filter.ts'
import { InstanceCells } from './InstanceCells.tsx'
import { usageScale } from './instance-sums.ts'
import { columnsWithHost, type InstanceLine, instanceLines } from './instance-table.ts'
import { NoMatch, TableEmpty } from './TableEmpty.tsx'
import { TableFrame } from './TableFrame.tsx'
import { useColumns } from './useColumns.ts'
import { useHostOf } from './useHostOf.ts'
import { useNodeIndex } from './useNodeIndex.ts'
import { useOpenedFiles } from './useOpenedFiles.ts'
import { useProblemTitle } from './useProblemTitle.ts'
import { useMarks, useOpenImage, useRowMenu } from './useRowActions.tsx'

export function InstancesTable() {
  const { t } = useTranslation()
  // Ten thousand rows are sorted and drawn in slices, between which keys and clicks are heard.
  const rows = useDeferredValue(useScan(({ rows }) => rows))
  const files = useScan(({ files }) => files)
  const { loadFiles } = useScan(selectScanActions)
  const { filter, sorting, expanded } = useView(({ scopes }) => scopes.instances)
  const index = useNodeIndex()
  const base = useView(({ base }) => base)
  const selection = useView(({ selection }) => selection)
  const { select, sort, expand } = useView(selectViewActions)
  useOpenedFiles(rows, expanded)
  const title = useProblemTitle()
  const applyFilter = useMemo(() => createRowFilter(instanceText(title)), [title])
  const shown = useMemo(
    () => applyFilter(base === undefined ? rows : onBase(rows, index.bases.get(base)), filter),
    [applyFilter, rows, base, index, filter],
  )
  const hostOf = useHostOf()
  const all = useMemo(() => columnsWithHost(hostOf), [hostOf])
  const { frame, known, columns, minWidth } = useColumns('instances', all, rows)
  const sorted = useSorted(all, shown, sorting)
  const lines = useMemo(() => instanceLines(sorted, expanded, files), [sorted, expanded, files])
  const scale = useMemo(() => usageScale(shown), [shown])
  const renderCells = useCallback(
    (line: InstanceLine) => (
      <InstanceCells line={line} scale={scale} columns={columns} hostOf={hostOf} />
    ),
    [scale, columns, hostOf],
  )
  const onSort = useCallback((next: SortingState) => sort('instances', next), [sort])
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const marks = useMarks(markOf)

  const onExpand = useCallback(
    (line: InstanceLine, isOpen: boolean) => {
      expand('instances', line.row.id, isOpen)
    },
    [expand],
  )
  const onOpen = (line: InstanceLine) => {
    if (line.kind === 'failed') void loadFiles(line.row.id)
    if (line.kind !== 'file' || line.entry.image === undefined) return
    openImage(line.entry.linkedAt ?? line.entry.path)
  }

  return (
    <TableFrame
      scope="instances"
      shown={shown.length}
      total={rows.length}
      tools={<ColumnsMenu scope="instances" known={known} shown={columns} />}
      frame={frame}
    >
      {rows.length === 0 ? (
        <TableEmpty scope="instances" />
      ) : shown.length === 0 ? (
        <NoMatch scope="instances" />
      ) : (
        <Grid
          label={t('instances.label')}
          columns={columns}
          sorting={sorting}
          onSort={onSort}
          lines={lines}
          renderCells={renderCells}
          selectedKey={selection?.path}
          onSelect={(line) => select(selectionOf(line))}
          onOpen={onOpen}
          onExpand={onExpand}
          onMenu={(line, at) => menu.open(menuTarget(line), at)}
          marks={marks}
          minWidth={minWidth}
        />
      )}
      {menu.element}
    </TableFrame>
  )
}

function selectionOf(line: InstanceLine): Selection {
  if (line.kind !== 'file') return { kind: 'instance', path: line.row.id }
  const { path, image } = line.entry
  return image === undefined
    ? { kind: 'file', path, instance: line.row.id }
    : { kind: 'image', path }
}

function menuTarget(line: InstanceLine) {
  const mark = markOf(line)
  if (line.kind !== 'file') return { path: line.row.id, isImage: false, mark }
  const { path, image } = line.entry
  return { path, isImage: image !== undefined, mark }
}

function markOf(line: InstanceLine): Mark | undefined {
  const scope = 'instances'
  if (line.kind === 'instance') return { path: line.row.id, kind: 'instance', scope }
  if (line.kind !== 'file' || line.entry.type === 'directory') return undefined
  return { path: line.entry.path, kind: 'file', scope }
}
