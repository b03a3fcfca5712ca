import { useTranslation } from 'react-i18next'
import type { Qcow2Bitmap } from '../../../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { PlainTable, SHOWN_ROWS } from '../../../components/PlainTable.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../../detail/Section.tsx'
import classes from '../../detail/structures/structure.module.css'

interface BitmapTableProps {
  readonly bitmaps: readonly Qcow2Bitmap[]
  /** How many the image says that there are: their directory may not be readable. */
  readonly named: number
  /** By its autoclear bit they would be out of date. */
  readonly stale: boolean
}

/** Dirty bitmaps with their flags in words. */
export function BitmapTable({ bitmaps, named, stale }: BitmapTableProps) {
  const { t } = useTranslation()
  const title = t('inspector.bitmaps.title')
  if (bitmaps.length === 0) {
    return (
      <Section title={title}>
        {named === 0 ? (
          <p className={classes['soft']}>{t('inspector.bitmaps.empty')}</p>
        ) : (
          <p className={classes['warning']}>
            {t(stale ? 'inspector.bitmaps.stale' : 'inspector.bitmaps.unread', { count: named })}
          </p>
        )}
      </Section>
    )
  }
  const columns = [
    { key: 'name', title: t('inspector.bitmaps.name') },
    { key: 'granularity', title: t('inspector.bitmaps.granularity'), align: 'end' },
    { key: 'flags', title: t('inspector.bitmaps.flags') },
    { key: 'table', title: t('inspector.bitmaps.table') },
  ] as const
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns} more={bitmaps.length - SHOWN_ROWS} bounded>
        {bitmaps.slice(0, SHOWN_ROWS).map((bitmap) => (
          <tr key={`${bitmap.tableOffset} ${bitmap.name}`}>
            <td>{showName(bitmap.name)}</td>
            <td data-align="end">{formatSize(2 ** bitmap.granularityBits)}</td>
            <td>
              <Flags bitmap={bitmap} />
            </td>
            <td>
              {t('inspector.header.entriesAt', {
                count: bitmap.tableSize,
                offset: formatOffset(bitmap.tableOffset),
              })}
            </td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}

function Flags({ bitmap }: { readonly bitmap: Qcow2Bitmap }) {
  const { t } = useTranslation()
  const { inUse, auto } = bitmap
  if (!inUse && !auto)
    return <span className={classes['soft']}>{t('inspector.bitmaps.noFlags')}</span>
  return (
    <>
      {inUse && <div className={classes['warning']}>{t('inspector.bitmaps.inUse')}</div>}
      {auto && <div>{t('inspector.bitmaps.auto')}</div>}
    </>
  )
}
