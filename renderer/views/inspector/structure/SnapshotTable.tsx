import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Qcow2Snapshot } from '../../../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { type PlainColumn, PlainTable, SHOWN_ROWS } from '../../../components/PlainTable.tsx'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { Section } from '../../detail/Section.tsx'
import classes from '../../detail/structures/structure.module.css'
import { SnapshotSpace, useSnapshotsSpace } from './SnapshotSpace.tsx'
import { type SnapshotRow, snapshotRows } from './snapshot-rows.ts'

interface SnapshotTableProps {
  readonly snapshots: readonly Qcow2Snapshot[]
  /** How many the header says that there are: their table may not be readable. */
  readonly named: number
  /** The guest's data is in another file. */
  readonly dataFile: boolean
}

/** Internal snapshots with the space that they alone hold, which is measured on demand. */
export function SnapshotTable({ snapshots, named, dataFile }: SnapshotTableProps) {
  const { t } = useTranslation()
  const space = useSnapshotsSpace()
  const title = t('inspector.snapshots.title')
  if (snapshots.length === 0) {
    return (
      <Section title={title}>
        <NoSnapshots named={named} />
      </Section>
    )
  }
  const rows = snapshotRows(snapshots.slice(0, SHOWN_ROWS), space)
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columnsOf(t)} more={snapshots.length - SHOWN_ROWS} bounded>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </PlainTable>
      <SnapshotSpace dataFile={dataFile} />
    </Section>
  )
}

function columnsOf(t: TFunction): readonly PlainColumn[] {
  return [
    { key: 'id', title: t('inspector.snapshots.id') },
    { key: 'name', title: t('inspector.snapshots.name') },
    { key: 'date', title: t('inspector.snapshots.date') },
    { key: 'vmState', title: t('inspector.snapshots.vmState'), align: 'end' },
    { key: 'diskSize', title: t('inspector.snapshots.diskSize'), align: 'end' },
    { key: 'vmClock', title: t('inspector.snapshots.vmClock'), align: 'end' },
    { key: 'icount', title: t('inspector.snapshots.icount'), align: 'end' },
    {
      key: 'alone',
      title: t('inspector.snapshots.alone'),
      hint: t('inspector.snapshots.aloneHint'),
      align: 'end',
    },
  ]
}

function NoSnapshots({ named }: Pick<SnapshotTableProps, 'named'>) {
  const { t } = useTranslation()
  return named > 0 ? (
    <p className={classes['warning']}>{t('inspector.snapshots.unread', { count: named })}</p>
  ) : (
    <p className={classes['soft']}>{t('inspector.snapshots.empty')}</p>
  )
}

function Row({ row }: { readonly row: SnapshotRow }) {
  const { t } = useTranslation()
  const notRecorded = t('inspector.snapshots.notRecorded')
  return (
    <tr>
      <td>{showName(row.id)}</td>
      <td>{showName(row.name)}</td>
      <td>{formatTimeExact(row.dateMs) ?? <Unknown reason={t('time.unknown')} />}</td>
      <td data-align="end">
        {row.vmState === 0 ? t('inspector.snapshots.noVmState') : formatSize(row.vmState)}
      </td>
      <td data-align="end">
        {row.diskSize === undefined ? <Dash reason={notRecorded} /> : formatSize(row.diskSize)}
      </td>
      <td data-align="end">{row.vmClock}</td>
      <td data-align="end">
        {row.icount === undefined ? <Dash reason={notRecorded} /> : String(row.icount)}
      </td>
      <td data-align="end">
        {row.alone === undefined ? (
          <Dash reason={t('inspector.snapshots.notMeasured')} />
        ) : (
          formatSize(row.alone)
        )}{' '}
        {row.aloneVmState !== undefined &&
          row.aloneVmState > 0 &&
          t('inspector.snapshots.ofVmState', { size: formatSize(row.aloneVmState) })}
      </td>
    </tr>
  )
}

/** A dash whose reason is told on hover and to those who do not see it. */
function Dash({ reason }: { readonly reason: string }) {
  return (
    <span className={classes['dash']} title={reason}>
      <span aria-hidden>–</span>
      <span className="hidden-visually">{reason}</span>
    </span>
  )
}
