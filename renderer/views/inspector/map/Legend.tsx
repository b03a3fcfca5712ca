import { useTranslation } from 'react-i18next'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { type LegendRow, legendRows } from '../../../charts/map-legend.ts'
import { lookOf } from '../../../charts/map-look.ts'
import { formatCount, formatPercent } from '../../../format/number.ts'
import { layerFile, layerPlace, missingFiles, soleDataFile } from './layer-name.ts'
import classes from './map.module.css'
import { Swatch } from './Swatch.tsx'

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
          <Row key={`${row.kind} ${row.depth}`} row={row} summary={summary} />
        ))}
      </tbody>
    </table>
  )
}

/** Files that are not here and stand in the legend. */
const NAMED = 3

interface RowProps {
  readonly row: LegendRow
  readonly summary: MapSummary
}

function Row({ row, summary }: RowProps) {
  const { t, i18n } = useTranslation()
  const { kind, depth, bytes, extents } = row
  const { layers, end } = summary
  // Zeros are marked in the tables.
  const isElsewhere = depth !== undefined && kind !== 'zero'
  const dataFile = isElsewhere ? soleDataFile(layers, depth) : undefined
  const absent = kind === 'missing' ? missingFiles(layers) : []
  const isData = kind === 'data' || kind === 'encrypted'
  const allocated = isData ? layers[depth ?? 0]?.allocated : undefined
  const meaning =
    kind === 'data' || kind === 'compressed' ? undefined : t(`inspector.map.meaning.${kind}`)
  return (
    <tr title={meaning}>
      <th scope="row">
        <span className={classes['look']}>
          <Swatch look={lookOf(kind, depth ?? 0, layers.length - 1)} />
          <span>
            {depth === undefined ? (
              <>
                {t(`inspector.map.kind.${kind}`)}
                {absent.slice(0, NAMED).map((name) => (
                  <span key={name} className={classes['file']}>
                    {name}
                  </span>
                ))}
                {absent.length > NAMED && (
                  <span className={classes['file']}>
                    {t('inspector.more', { count: absent.length - NAMED })}
                  </span>
                )}
              </>
            ) : (
              <>
                {t('inspector.map.legend.of', {
                  layer: layerPlace(layers, depth, t),
                  kind: t(`inspector.map.kind.${kind}`),
                })}
                <span className={classes['file']} title={layers[depth]?.path}>
                  {layerFile(layers, depth)}
                </span>
                {dataFile && (
                  <span className={classes['file']}>
                    {t('inspector.map.inNamed', { name: dataFile })}
                  </span>
                )}
                {allocated !== undefined && (
                  <span className={classes['most']}>
                    {t('inspector.map.atMost', { size: formatSize(allocated) })}
                  </span>
                )}
              </>
            )}
          </span>
        </span>
      </th>
      <td data-align="end" title={`${formatCount(bytes, 'en')} B`}>
        {formatSize(bytes)}
      </td>
      <td data-align="end">{formatPercent(bytes, end)}</td>
      <td data-align="end">{formatCount(extents, i18n.language)}</td>
    </tr>
  )
}
