import { useTranslation } from 'react-i18next'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import type { LegendRow } from '../../../charts/map-legend.ts'
import { lookOf } from '../../../charts/map-look.ts'
import { formatCount, formatPercent } from '../../../format/number.ts'
import { layerFile, layerPlace, missingFiles, soleDataFile } from './layer-name.ts'
import classes from './map.module.css'
import { Swatch } from './Swatch.tsx'

interface LineProps {
  readonly row: LegendRow
  readonly summary: MapSummary
}

/** What has one look, in one layer or in none, with how much of the disk that is. */
export function LegendLine({ row, summary }: LineProps) {
  const { t, i18n } = useTranslation()
  const { kind, depth, bytes, extents } = row
  const { layers, end } = summary
  const meaning =
    kind === 'data' || kind === 'compressed' ? undefined : t(`inspector.map.meaning.${kind}`)
  return (
    <tr title={meaning}>
      <th scope="row">
        <span className={classes['look']}>
          <Swatch look={lookOf(kind, depth ?? 0, layers.length - 1)} />
          <span>
            {depth === undefined ? (
              <OfNoLayer kind={kind} layers={layers} />
            ) : (
              <OfLayer kind={kind} layers={layers} depth={depth} />
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

interface NameProps extends Pick<LegendRow, 'kind'>, Pick<MapSummary, 'layers'> {}

/** Files that are not here and stand in the legend. */
const NAMED = 3

function OfNoLayer({ kind, layers }: NameProps) {
  const { t } = useTranslation()
  const absent = kind === 'missing' ? missingFiles(layers) : []
  return (
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
  )
}

function OfLayer({ kind, layers, depth }: NameProps & { readonly depth: number }) {
  const { t } = useTranslation()
  // Zeros are marked in the tables.
  const dataFile = kind === 'zero' ? undefined : soleDataFile(layers, depth)
  const isData = kind === 'data' || kind === 'encrypted'
  const allocated = isData ? layers[depth]?.allocated : undefined
  return (
    <>
      {t('inspector.map.legend.of', {
        layer: layerPlace(layers, depth, t),
        kind: t(`inspector.map.kind.${kind}`),
      })}
      <span className={classes['file']} title={layers[depth]?.path}>
        {layerFile(layers, depth)}
      </span>
      {dataFile && (
        <span className={classes['file']}>{t('inspector.map.inNamed', { name: dataFile })}</span>
      )}
      {allocated !== undefined && (
        <span className={classes['most']}>
          {t('inspector.map.atMost', { size: formatSize(allocated) })}
        </span>
      )}
    </>
  )
}
