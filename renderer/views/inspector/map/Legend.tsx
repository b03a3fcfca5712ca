import { useTranslation } from 'react-i18next'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import { legendRows } from '../../../charts/map-legend.ts'
import { LegendLine } from './LegendLine.tsx'
import classes from './map.module.css'

/** What each look means, with how much of the disk has it: by layer. */
export function Legend({ summary }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  return (
    <table className={classes['legend']} aria-label={t('inspector.map.legend.title')}>
      <thead>
        <tr>
          <th scope="col">{t('inspector.map.legend.what')}</th>
          <th scope="col" data-align="end">
            {t('inspector.map.legend.bytes')}
          </th>
          <th scope="col" data-align="end">
            {t('inspector.map.legend.share')}
          </th>
          <th scope="col" data-align="end">
            {t('inspector.map.legend.extents')}
          </th>
        </tr>
      </thead>
      <tbody>
        {legendRows(summary).map((row) => (
          <LegendLine key={`${row.kind} ${row.depth}`} row={row} summary={summary} />
        ))}
      </tbody>
    </table>
  )
}
