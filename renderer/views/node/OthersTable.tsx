import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../shared/scan/model.ts'
import { roleKeys } from '../../format/role.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useSorted } from '../../grid/useSorted.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { createRowFilter } from './filter.ts'
import { OtherCells } from './OtherCells.tsx'
import { type OtherLine, otherColumns, otherLines } from './other-table.ts'
import { NoMatch, TableEmpty } from './TableEmpty.tsx'
import classes from './TableFrame.module.css'
import { TableFrame } from './TableFrame.tsx'
import { useColumns } from './useColumns.ts'
import { useOpenImage, useRowMenu } from './useRowActions.tsx'

const noEntries: readonly ScannedEntry[] = []
const nothing = () => {}

/** What belongs to no instance, and is neither a base file nor an image. */
export function OthersTable() {
  const { t } = useTranslation()
  const rows = useScan(({ view }) => view?.others.listed ?? noEntries)
  const root = useScan(({ view }) => view?.rootPath ?? '')
  const { filter, sorting } = useView(({ scopes }) => scopes.others)
  const selection = useView(({ selection }) => selection)
  const { select, sort } = useView(selectViewActions)
  const applyFilter = useMemo(
    () =>
      createRowFilter<ScannedEntry>(
        ({ path, role }) => `${path}\n${role}\n${t(`roles.${roleKeys[role]}`)}`,
      ),
    [t],
  )
  const shown = useMemo(() => applyFilter(rows, filter), [applyFilter, rows, filter])
  const { frame, known, columns, minWidth } = useColumns('others', otherColumns, rows)
  const sorted = useSorted(otherColumns, shown, sorting)
  const lines = useMemo(() => otherLines(sorted), [sorted])
  const renderCells = useCallback(
    (line: OtherLine) => <OtherCells row={line.row} root={root} columns={columns} />,
    [root, columns],
  )
  const onSort = useCallback((next: SortingState) => sort('others', next), [sort])
  const openImage = useOpenImage()
  const menu = useRowMenu()
  return (
    <TableFrame
      scope="others"
      shown={shown.length}
      total={rows.length}
      tools={<ColumnsMenu scope="others" known={known} shown={columns} />}
      frame={frame}
    >
      <LeftOut />
      {rows.length === 0 ? (
        <TableEmpty scope="others" />
      ) : shown.length === 0 ? (
        <NoMatch scope="others" />
      ) : (
        <Grid
          label={t('others.label')}
          columns={columns}
          sorting={sorting}
          onSort={onSort}
          lines={lines}
          renderCells={renderCells}
          selectedKey={selection?.path}
          onSelect={({ row }) => select({ kind: 'path', path: row.path })}
          onOpen={({ row }) => {
            if (row.image !== undefined) openImage(row.path)
          }}
          onExpand={nothing}
          onMenu={({ row }, at) =>
            menu.open({ path: row.path, isImage: row.image !== undefined }, at)
          }
          minWidth={minWidth}
        />
      )}
      {menu.element}
    </TableFrame>
  )
}

/** Of very many the largest are listed. */
function LeftOut() {
  const { t } = useTranslation()
  const leftOut = useScan(({ view }) => view?.others.leftOut)
  if (leftOut === undefined || leftOut.count === 0) return undefined
  const { count, allocated } = leftOut
  return (
    <p className={classes['note']}>{t('others.leftOut', { count, size: formatSize(allocated) })}</p>
  )
}
