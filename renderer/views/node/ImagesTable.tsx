import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageRow } from '../../../shared/analysis/model.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useSorted } from '../../grid/useSorted.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { type Mark, selectViewActions } from '../../stores/view.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { createRowFilter, imageText } from './filter.ts'
import { ImageCells } from './ImageCells.tsx'
import { type ImageLine, imageColumns, imageLines, imageScale } from './image-table.ts'
import { NoMatch, TableEmpty } from './TableEmpty.tsx'
import { TableFrame } from './TableFrame.tsx'
import { useColumns } from './useColumns.ts'
import { useProblemTitle } from './useProblemTitle.ts'
import { useMarks, useOpenImage, useRowMenu } from './useRowActions.tsx'

const noImages: readonly ImageRow[] = []
const nothing = () => {}

export function ImagesTable() {
  const { t } = useTranslation()
  const rows = useScan(({ view }) => view?.images ?? noImages)
  const { filter, sorting } = useView(({ scopes }) => scopes.images)
  const selection = useView(({ selection }) => selection)
  const { select, sort } = useView(selectViewActions)
  const title = useProblemTitle()
  const applyFilter = useMemo(() => createRowFilter(imageText(title)), [title])
  const shown = useMemo(() => applyFilter(rows, filter), [applyFilter, rows, filter])
  const { frame, known, columns, minWidth } = useColumns('images', imageColumns, rows)
  const sorted = useSorted(imageColumns, shown, sorting)
  const lines = useMemo(() => imageLines(sorted), [sorted])
  const scale = useMemo(() => imageScale(shown), [shown])
  const renderCells = useCallback(
    (line: ImageLine) => (
      <ImageCells row={line.row} folder={line.folder} scale={scale} columns={columns} />
    ),
    [scale, columns],
  )
  const onSort = useCallback((next: SortingState) => sort('images', next), [sort])
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const marks = useMarks(markOf)
  return (
    <TableFrame
      scope="images"
      shown={shown.length}
      total={rows.length}
      tools={<ColumnsMenu scope="images" known={known} shown={columns} />}
      frame={frame}
    >
      {rows.length === 0 ? (
        <TableEmpty scope="images" />
      ) : shown.length === 0 ? (
        <NoMatch scope="images" />
      ) : (
        <Grid
          label={t('images.label')}
          columns={columns}
          sorting={sorting}
          onSort={onSort}
          lines={lines}
          renderCells={renderCells}
          selectedKey={selection?.path}
          onSelect={(line) => select({ kind: 'image', path: line.row.id })}
          onOpen={(line) => openImage(line.row.id)}
          onExpand={nothing}
          onMenu={(line, at) =>
            menu.open({ path: line.row.id, isImage: true, mark: markOf(line) }, at)
          }
          marks={marks}
          minWidth={minWidth}
        />
      )}
      {menu.element}
    </TableFrame>
  )
}

function markOf({ row }: ImageLine): Mark {
  return { path: row.id, kind: 'file', scope: 'images' }
}
