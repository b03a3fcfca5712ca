import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../../../../shared/bytes/errors.ts'
import type { Partition, PartitionTable } from '../../../../shared/formats/partition/types.ts'
import { english } from '../../../../shared/phrases/english.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { PlainTable, SHOWN_ROWS } from '../../../components/PlainTable.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../Section.tsx'
import classes from './structure.module.css'

/** The partitions of a raw disk, and what is wrong with their table. */
export function PartitionSection({ table }: { readonly table: PartitionTable }) {
  const { t } = useTranslation()
  const { partitions, faults } = table
  const title = t('guestData.partitions.title')
  const columns = [
    { key: 'number', title: t('guestData.partitions.number'), align: 'end' },
    { key: 'start', title: t('guestData.partitions.start'), align: 'end' },
    { key: 'size', title: t('guestData.partitions.size'), align: 'end' },
    { key: 'type', title: t('guestData.partitions.type') },
    { key: 'label', title: t('guestData.partitions.label') },
    { key: 'place', title: t('guestData.partitions.place') },
  ] as const
  return (
    <Section title={title}>
      <TableSummary table={table} />
      {partitions.length === 0 && <p>{t('guestData.partitions.none')}</p>}
      {partitions.length > 0 && (
        <PlainTable label={title} columns={columns} more={partitions.length - SHOWN_ROWS}>
          {partitions.slice(0, SHOWN_ROWS).map((partition) => (
            <Row key={partition.number} partition={partition} />
          ))}
        </PlainTable>
      )}
      {faults.map((fault) => (
        <p
          key={`${fault.reason} ${fault.offset}`}
          className={classes['warning']}
          title={english(sentenceOf(fault))}
        >
          {t(`guestData.partitions.fault.${fault.reason}`, { offset: formatOffset(fault.offset) })}
        </p>
      ))}
    </Section>
  )
}

function TableSummary({ table }: { readonly table: PartitionTable }) {
  const { t } = useTranslation()
  const { scheme, diskId, sectorSize, primary, backup } = table
  const name = t(`guestData.partitions.scheme.${scheme}`)
  return (
    <>
      <p className="selectable">
        {t('guestData.partitions.summary', { scheme: name, id: diskId, size: sectorSize })}
      </p>
      {primary && backup && (
        <p className={classes['soft']}>
          {t('guestData.partitions.headers', {
            primary: t(`guestData.partitions.headerState.${primary.state}`),
            backup: t(`guestData.partitions.headerState.${backup.state}`),
          })}
        </p>
      )}
    </>
  )
}

function Row({ partition }: { readonly partition: Partition }) {
  const { t } = useTranslation()
  const { number, start, size, type, typeName, label = '', place, bootable } = partition
  const beyond = <Unknown reason={t('guestData.partitions.beyond')} />
  return (
    <tr>
      <td data-align="end">{number}</td>
      <td data-align="end" data-look="mono">
        {start === undefined ? beyond : formatOffset(start)}
      </td>
      <td data-align="end">{size === undefined ? beyond : formatSize(size)}</td>
      <td title={type}>{typeName ?? <span className="mono">{type}</span>}</td>
      <td>{showName(label)}</td>
      <td>
        {place !== undefined && <div>{t(`guestData.partitions.places.${place}`)}</div>}
        {bootable && <div>{t('guestData.partitions.bootable')}</div>}
      </td>
    </tr>
  )
}
