import { Button } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import type { NumberedExtent } from '../../../../shared/map/extent-table.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import { Grid } from '../../../grid/Grid.tsx'
import type { GridLine } from '../../../grid/lines.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { PAGE_EXTENTS, selectDiskMapActions } from '../../../stores/disk-map.ts'
import { ExtentCells } from './ExtentCells.tsx'
import { ExtentPages } from './ExtentPages.tsx'
import { hasDataFiles } from './layer-name.ts'
import classes from './map.module.css'

interface ExtentTableProps {
  readonly summary: MapSummary
  /** Number of the extent that is looked at. */
  readonly selected: number
  readonly onSelect: (extent: NumberedExtent) => void
  readonly onShow: (extent: NumberedExtent) => void
}

export interface ExtentLine extends GridLine {
  readonly extent: NumberedExtent
}

const columns: readonly GridColumn<NumberedExtent>[] = [
  { id: 'extent', title: 'extent', track: '72px', align: 'end' },
  { id: 'kind', title: 'heldAs', track: 'minmax(125px, 0.8fr)' },
  { id: 'layer', title: 'layer', track: 'minmax(150px, 1.4fr)' },
  { id: 'start', title: 'guestStart', track: 'minmax(120px, 0.8fr)', align: 'end' },
  { id: 'length', title: 'extentLength', track: 'minmax(90px, 0.6fr)', align: 'end' },
  { id: 'offset', title: 'hostOffset', track: 'minmax(130px, 0.8fr)', align: 'end' },
]
const withFile: readonly GridColumn<NumberedExtent>[] = [
  ...columns,
  { id: 'file', title: 'inFile', track: 'minmax(150px, 1.2fr)' },
]
const unsorted: readonly never[] = []
const ignore = () => undefined

/** The extents of the disk, a page at a time: the picture's twin for those who do not see it. */
export function ExtentTable({ summary, selected, onSelect, onShow }: ExtentTableProps) {
  const { t } = useTranslation()
  const mapId = useDiskMap(({ mapId }) => mapId)
  const page = useDiskMap(({ page }) => page)
  const { loadPage } = useDiskMap(selectDiskMapActions)
  const first = Math.floor(selected / PAGE_EXTENTS) * PAGE_EXTENTS
  useEffect(() => {
    if (mapId !== undefined) void loadPage(first)
  }, [mapId, first, loadPage])
  const lines = useMemo(() => (page?.extents ?? []).map(lineOf), [page])
  const { layers } = summary
  const withFiles = hasDataFiles(layers)
  const renderCells = useCallback(
    ({ extent }: ExtentLine): ReactNode => (
      <ExtentCells extent={extent} layers={layers} withFiles={withFiles} />
    ),
    [layers, withFiles],
  )
  const current = page?.extents.find(({ index }) => index === selected)
  return (
    <div className={classes['table']}>
      <ExtentPages
        first={page?.first ?? 0}
        shown={lines.length}
        total={summary.extents}
        onPage={(to) => void loadPage(to)}
      >
        <Button
          variant="default"
          disabled={current === undefined}
          onClick={() => current && onShow(current)}
        >
          {t('inspector.map.extents.show')}
        </Button>
      </ExtentPages>
      <Grid
        label={t('inspector.map.extents.label')}
        columns={withFiles ? withFile : columns}
        sorting={[...unsorted]}
        onSort={ignore}
        lines={lines}
        renderCells={renderCells}
        selectedKey={String(selected)}
        onSelect={({ extent }) => onSelect(extent)}
        onOpen={({ extent }) => onShow(extent)}
        onExpand={ignore}
        minWidth={860}
      />
    </div>
  )
}

function lineOf(extent: NumberedExtent): ExtentLine {
  return { key: String(extent.index), level: 1, text: String(extent.start), extent }
}
