import { useCallback, useDeferredValue, useMemo } from 'react'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectScanActions } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark, Selection } from '../../../stores/view-state.ts'
import { ScopeTable } from '../ScopeTable.tsx'
import { onBase } from '../tables/filter.ts'
import { withHost } from '../tables/host-column.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useOpenImage } from '../tables/useRowActions.tsx'
import { useNodeIndex } from '../useNodeIndex.ts'
import { useScopeRows } from '../useScopeRows.ts'
import { InstanceCells } from './InstanceCells.tsx'
import { instanceColumnsOf } from './instance-columns.ts'
import { type InstanceLine, instanceLines } from './instance-lines.ts'
import { usageScale } from './instance-sums.ts'
import { useInstanceFilter } from './useInstanceFilter.ts'
import { useOpenedFiles } from './useOpenedFiles.ts'

export function InstancesTable() {
  // Ten thousand rows are sorted and drawn in slices, between which keys and clicks are heard.
  const latest = useScan(({ rows }) => rows)
  const rows = useDeferredValue(latest)
  const files = useScan(({ files }) => files)
  const { loadFiles } = useScan(selectScanActions)
  const { filter, expanded } = useView(({ scopes }) => scopes.instances)
  const index = useNodeIndex()
  const base = useView(({ base }) => base)
  const { select, expand } = useView(selectViewActions)
  useOpenedFiles(latest, expanded)
  const hostOf = useHostOf()
  const rowFilter = useInstanceFilter(rows)
  const shown = useMemo(
    () => rowFilter.apply(base === undefined ? rows : onBase(rows, index.bases.get(base)), filter),
    [rowFilter, rows, base, index, filter],
  )
  const columns = instanceColumnsOf(rows)
  const all = useMemo(() => withHost(columns, 'flavor', hostOf), [columns, hostOf])
  const table = useScopeRows('instances', all, rows, shown)
  const { sorted, columns: shownColumns } = table
  const lines = useMemo(() => instanceLines(sorted, expanded, files), [sorted, expanded, files])
  const scale = useMemo(() => usageScale(shown), [shown])
  const renderCells = useCallback(
    (line: InstanceLine) => (
      <InstanceCells line={line} scale={scale} columns={shownColumns} hostOf={hostOf} />
    ),
    [scale, shownColumns, hostOf],
  )
  const openImage = useOpenImage()

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
    <ScopeTable
      isLate={rows !== latest}
      rows={table}
      lines={lines}
      renderCells={renderCells}
      onSelect={(line) => select(selectionOf(line))}
      onOpen={onOpen}
      onExpand={onExpand}
      menuTarget={menuTarget}
      markOf={markOf}
    />
  )
}

function selectionOf(line: InstanceLine): Selection {
  if (line.kind !== 'file') return { kind: 'instance', path: line.row.id }
  const { path, linkedAt, image } = line.entry
  const chosen = { path, ...(linkedAt !== undefined && { row: line.key }) }
  return image === undefined
    ? { kind: 'file', ...chosen, instance: line.row.id }
    : { kind: 'image', ...chosen }
}

function menuTarget(line: InstanceLine) {
  if (line.kind !== 'file') return { path: line.row.id, isImage: false }
  const { path, image } = line.entry
  return { path, isImage: image !== undefined }
}

function markOf(line: InstanceLine): Mark | undefined {
  const scope = 'instances'
  if (line.kind === 'instance') return { path: line.row.id, kind: 'instance', scope }
  if (line.kind !== 'file' || line.entry.type === 'directory') return undefined
  return { path: line.entry.path, kind: 'file', scope }
}
