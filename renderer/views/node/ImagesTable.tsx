import { useCallback, useMemo } from 'react'
import type { ImageRow } from '../../../shared/analysis/model.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { type Mark, selectViewActions } from '../../stores/view.ts'
import { createRowFilter, imageText } from './filter.ts'
import { ImageCells } from './ImageCells.tsx'
import { type ImageLine, imageColumns, imageLines, imageScale } from './image-table.ts'
import { ScopeTable } from './ScopeTable.tsx'
import { useProblemTitle } from './useProblemTitle.ts'
import { useOpenImage } from './useRowActions.tsx'
import { useScopeRows } from './useScopeRows.ts'

const noImages: readonly ImageRow[] = []

export function ImagesTable() {
  const rows = useScan(({ view }) => view?.images ?? noImages)
  const { filter } = useView(({ scopes }) => scopes.images)
  const { select } = useView(selectViewActions)
  const title = useProblemTitle()
  const applyFilter = useMemo(() => createRowFilter(imageText(title)), [title])
  const shown = useMemo(() => applyFilter(rows, filter), [applyFilter, rows, filter])
  const table = useScopeRows('images', imageColumns, rows, shown)
  const { sorted, columns } = table
  const lines = useMemo(() => imageLines(sorted), [sorted])
  const scale = useMemo(() => imageScale(shown), [shown])
  const renderCells = useCallback(
    (line: ImageLine) => (
      <ImageCells row={line.row} folder={line.folder} scale={scale} columns={columns} />
    ),
    [scale, columns],
  )
  const openImage = useOpenImage()
  return (
    <ScopeTable
      rows={table}
      lines={lines}
      renderCells={renderCells}
      onSelect={(line) => select({ kind: 'image', path: line.row.id })}
      onOpen={(line) => openImage(line.row.id)}
      menuTarget={({ row }) => ({ path: row.id, isImage: true })}
      markOf={markOf}
    />
  )
}

function markOf({ row }: ImageLine): Mark {
  return { path: row.id, kind: 'file', scope: 'images' }
}
