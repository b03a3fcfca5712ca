import { useCallback, useMemo } from 'react'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark } from '../../../stores/view-state.ts'
import { useChainWord, useProblemTitle } from '../problems/useProblemTitle.ts'
import { ScopeTable } from '../ScopeTable.tsx'
import { createRowFilter, imageText } from '../tables/filter.ts'
import { withHost } from '../tables/host-column.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useOpenImage } from '../tables/useRowActions.tsx'
import { useScopeRows } from '../useScopeRows.ts'
import { ImageCells } from './ImageCells.tsx'
import { type ImageLine, imageColumns, imageLines, imageScale } from './image-table.ts'

const noImages: readonly ImageRow[] = []

export function ImagesTable() {
  const rows = useScan(({ view }) => view?.images ?? noImages)
  const { filter } = useView(({ scopes }) => scopes.images)
  const { select } = useView(selectViewActions)
  const title = useProblemTitle()
  const hostOf = useHostOf()
  const word = useChainWord()
  const rowFilter = useMemo(
    () => createRowFilter(imageText(title, hostOf, word)),
    [title, hostOf, word],
  )
  const shown = useMemo(() => rowFilter.apply(rows, filter), [rowFilter, rows, filter])
  const all = useMemo(() => withHost(imageColumns, 'path', hostOf), [hostOf])
  const table = useScopeRows('images', all, rows, shown)
  const { sorted, columns } = table
  const hasHost = columns.some(({ id }) => id === 'host')
  const lines = useMemo(
    () => imageLines(sorted, hasHost ? hostOf : undefined),
    [sorted, hasHost, hostOf],
  )
  const scale = useMemo(() => imageScale(shown), [shown])
  const renderCells = useCallback(
    (line: ImageLine) => (
      <ImageCells
        row={line.row}
        folder={line.folder}
        scale={scale}
        columns={columns}
        hostOf={hostOf}
      />
    ),
    [scale, columns, hostOf],
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
