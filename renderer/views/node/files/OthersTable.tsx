import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark } from '../../../stores/view-state.ts'
import { ScopeTable } from '../ScopeTable.tsx'
import { createRowFilter } from '../tables/filter.ts'
import classes from '../tables/TableFrame.module.css'
import { useOpenImage } from '../tables/useRowActions.tsx'
import { useScopeRows } from '../useScopeRows.ts'
import { OtherCells } from './OtherCells.tsx'
import { type OtherLine, otherColumnsIn, otherLines } from './other-table.ts'
import { whatOf } from './what-other.ts'

const noEntries: readonly ScannedEntry[] = []

/** What belongs to no instance, and is neither a base file nor an image. */
export function OthersTable() {
  const { t } = useTranslation()
  const rows = useScan(({ view }) => view?.others.listed ?? noEntries)
  const root = useScan(({ view }) => view?.rootPath ?? '')
  const { filter } = useView(({ scopes }) => scopes.others)
  const { select } = useView(selectViewActions)
  const rowFilter = useMemo(
    () =>
      createRowFilter<ScannedEntry>((entry) => {
        const { label, whole } = whatOf(entry, t)
        return [entry.path, entry.role, label, whole].join('\n')
      }),
    [t],
  )
  const shown = useMemo(() => rowFilter.apply(rows, filter), [rowFilter, rows, filter])
  const all = useMemo(() => otherColumnsIn(t), [t])
  const table = useScopeRows('others', all, rows, shown)
  const { sorted, columns } = table
  const lines = useMemo(() => otherLines(sorted), [sorted])
  const renderCells = useCallback(
    (line: OtherLine) => <OtherCells row={line.row} root={root} columns={columns} />,
    [root, columns],
  )
  const openImage = useOpenImage()
  return (
    <ScopeTable
      rows={table}
      lines={lines}
      renderCells={renderCells}
      onSelect={({ row }) => select({ kind: 'path', path: row.path })}
      onOpen={({ row }) => {
        if (row.image !== undefined) openImage(row.path)
      }}
      menuTarget={({ row }) => ({ path: row.path, isImage: row.image !== undefined })}
      markOf={markOf}
      note={<NotListed />}
    />
  )
}

/** What a folder takes is in its files. */
function markOf({ row: { path, type } }: OtherLine): Mark | undefined {
  return type === 'file' ? { path, kind: 'file', scope: 'others' } : undefined
}

/** Of very many the largest are listed, and no domain XML that an instance has. */
function NotListed() {
  const { t } = useTranslation()
  const others = useScan(({ view }) => view?.others)
  const note = (key: 'leftOut' | 'domainXml') => {
    const { count = 0, allocated = 0 } = others?.[key] ?? {}
    if (count === 0) return undefined
    const words = t(`others.${key}`, { count, size: formatSize(allocated) })
    return <p className={classes['note']}>{words}</p>
  }
  return (
    <>
      {note('leftOut')}
      {note('domainXml')}
    </>
  )
}
