import { useCallback } from 'react'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectScanActions } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark, Selection } from '../../../stores/view-state.ts'
import { ScopeTable } from '../ScopeTable.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useOpenImage } from '../tables/useRowActions.tsx'
import { InstanceCells } from './InstanceCells.tsx'
import type { InstanceLine } from './instance-lines.ts'
import { useInstanceLines } from './useInstanceLines.ts'

export function InstancesTable() {
  const { loadFiles } = useScan(selectScanActions)
  const { select, expand } = useView(selectViewActions)
  const hostOf = useHostOf()
  const { table, lines, scale, isLate } = useInstanceLines(hostOf)
  const { columns } = table
  const renderCells = useCallback(
    (line: InstanceLine) => (
      <InstanceCells line={line} scale={scale} columns={columns} hostOf={hostOf} />
    ),
    [scale, columns, hostOf],
  )
  const openImage = useOpenImage()
  const onExpand = useCallback(
    (line: InstanceLine, isOpen: boolean) => expand('instances', line.row.id, isOpen),
    [expand],
  )
  const onOpen = (line: InstanceLine) => {
    if (line.kind === 'failed') void loadFiles(line.row.id)
    if (line.kind !== 'file' || line.entry.image === undefined) return
    openImage(line.entry.linkedAt ?? line.entry.path)
  }

  return (
    <ScopeTable
      isLate={isLate}
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
