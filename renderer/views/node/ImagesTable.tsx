import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageRow } from '../../../shared/analysis/model.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { AllocatedCell } from '../../components/AllocatedCell.tsx'
import {
  Cell,
  FirstCell,
  FormatCell,
  ProblemsCell,
  SizeCell,
  Tag,
  TimeCell,
  UsageCell,
} from '../../components/cells.tsx'
import { baseName, shortBaseName, showName } from '../../format/path.ts'
import { roleKeys } from '../../format/role.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useSorted } from '../../grid/useSorted.ts'
import { useText } from '../../i18n/text.tsx'
import { useScan, useView } from '../../stores/context.tsx'
import { type Mark, selectViewActions } from '../../stores/view.ts'
import { createRowFilter, imageText } from './filter.ts'
import { type ImageLine, imageColumns, imageLines, imageScale } from './image-table.ts'
import { NoMatch, TableEmpty } from './TableEmpty.tsx'
import { TableFrame } from './TableFrame.tsx'
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
  const sorted = useSorted(imageColumns, shown, sorting)
  const lines = useMemo(() => imageLines(sorted), [sorted])
  const scale = useMemo(() => imageScale(shown), [shown])
  const renderCells = useCallback(
    (line: ImageLine) => <ImageCells row={line.row} scale={scale} />,
    [scale],
  )
  const onSort = useCallback((next: SortingState) => sort('images', next), [sort])
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const marks = useMarks(markOf)
  return (
    <TableFrame scope="images" shown={shown.length} total={rows.length}>
      {rows.length === 0 ? (
        <TableEmpty scope="images" />
      ) : shown.length === 0 ? (
        <NoMatch scope="images" />
      ) : (
        <Grid
          label={t('images.label')}
          columns={imageColumns}
          sorting={sorting}
          onSort={onSort}
          lines={lines}
          renderCells={renderCells}
          selectedKey={selection?.path}
          onSelect={(line) => select({ kind: 'image', path: line.row.id })}
          onOpen={(line) => openImage(line.row.id)}
          onExpand={nothing}
          onMenu={(line, at) => menu.open({ path: line.row.id, isImage: true, mark: 'file' }, at)}
          marks={marks}
          minWidth={796}
        />
      )}
      {menu.element}
    </TableFrame>
  )
}

function markOf({ row }: ImageLine): Mark {
  return { path: row.id, kind: 'file' }
}

/** What Glance keeps beside its stores is no image of a store, whatever its name. */
function ImageTag({ role }: { readonly role: ImageRow['role'] | undefined }) {
  const { t } = useText()
  if (role === undefined || !role.startsWith('glance-') || role === 'glance-image') return undefined
  return (
    <span title={t(`roles.${roleKeys[role]}`)}>
      <Tag>{role.slice('glance-'.length)}</Tag>
    </span>
  )
}

function ImageCells({ row, scale }: { readonly row: ImageRow; readonly scale: number }) {
  const { t } = useText()
  const virtual = row.image?.virtualSize
  return (
    <>
      <FirstCell look="mono" title={showName(row.name)} tags={<ImageTag role={row.role} />}>
        {showName(row.name)}
      </FirstCell>
      <FormatCell format={row.image?.format} />
      <SizeCell bytes={virtual} unknown={t('facts.unknownVirtual')} />
      <SizeCell bytes={row.length} unknown="" />
      <AllocatedCell of={row} />
      <UsageCell
        virtual={virtual}
        allocated={row.allocated}
        scale={scale}
        title={t('chain.sizeOf', {
          allocated: formatSize(row.allocated),
          virtual: virtual === undefined ? '–' : formatSize(virtual),
        })}
      />
      {row.basePath === undefined ? (
        <Cell look="faint" title={t('images.notCached')}>
          –
        </Cell>
      ) : (
        <Cell look="mono" title={showName(row.basePath)}>
          {shortBaseName(baseName(row.basePath))}
        </Cell>
      )}
      <TimeCell ms={row.mtimeMs} />
      <ProblemsCell problems={row.findings} />
    </>
  )
}
