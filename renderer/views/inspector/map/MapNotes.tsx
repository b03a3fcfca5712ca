import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import { dataOf } from '../../../../shared/map/totals.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { FaultText } from '../../../components/FaultText.tsx'
import { TaskEnd } from '../../../components/TaskEnd.tsx'
import { TaskProgress } from '../../../components/TaskProgress.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useImageTasks } from '../../../stores/context.tsx'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import { layerFile } from './layer-name.ts'
import { MapGaps } from './MapGaps.tsx'
import classes from './map.module.css'

/** How far a map can be trusted, and what can be done to know more. */
export function MapNotes({ summary }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  const { changed, coarse, end, size, faults, faultCount, faultsAreEnds, lost } = summary
  const faultsKey = faultsAreEnds ? 'inspector.map.ends' : 'inspector.map.faults'
  return (
    <div className={classes['notes']}>
      {changed && <p data-tone="warning">{t('inspector.changed')}</p>}
      {end < size && <p data-tone="warning">{t('inspector.map.cut', { size: formatSize(end) })}</p>}
      {lost > 0 && <p data-tone="warning">{t('inspector.map.lost', { size: formatSize(lost) })}</p>}
      <Odd summary={summary} />
      <MapGaps summary={summary} />
      {coarse && <p>{t('inspector.map.coarse')}</p>}
      {faultCount > 0 && (
        <details>
          <summary>{t(faultsKey, { count: faultCount })}</summary>
          {faults.map((fault) => (
            <FaultText key={`${fault.file} ${fault.what} ${fault.offset}`} fault={fault} />
          ))}
          {faultCount > faults.length && (
            <p>{t('inspector.more', { count: faultCount - faults.length })}</p>
          )}
        </details>
      )}
      <Allocated summary={summary} />
      <Holes summary={summary} />
      <p>{t('inspector.map.cellHint')}</p>
    </div>
  )
}

/** Where what lies below may show in place of data: the colours do not tell. */
function Odd({ summary: { odd } }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  if (odd === undefined) return undefined
  const { path, start, length, hasMore } = odd
  const values = {
    file: showName(baseName(path)),
    size: formatSize(length),
    at: formatOffset(start),
  }
  return <p data-tone="warning">{t(`inspector.map.${hasMore ? 'oddAndMore' : 'odd'}`, values)}</p>
}

/** Of the layers of which less takes space than is shown as data, how much that can be. */
function Allocated({ summary: { layers, totals } }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  return layers.map(({ path, allocated }, depth) => {
    if (allocated === undefined) return undefined
    const data = formatSize(dataOf(totals, depth))
    const file = layerFile(layers, depth)
    return (
      <p key={path}>
        {t('inspector.map.allocated', { allocated: formatSize(allocated), data, file })}
      </p>
    )
  })
}

function Holes({ summary }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  const state = useImageTasks(({ works }) => works.zeros)
  const { start, cancel } = useImageTasks(selectImageTaskActions)
  const find = () => void start('zeros')
  const { zerosFound, zerosUnread } = summary
  if (zerosFound && zerosUnread === 0) return <p>{t('inspector.map.zerosFound')}</p>
  if (summary.layers.every(({ holesKnown }) => holesKnown)) return undefined
  if (state.kind === 'running' || state.kind === 'cancelling') {
    return (
      <TaskProgress
        label={t('inspector.map.findingZeros')}
        state={state}
        of="ofData"
        onCancel={() => cancel('zeros')}
      />
    )
  }
  return (
    <>
      <p>
        {zerosFound
          ? t('inspector.map.zerosPartly', { unread: formatSize(zerosUnread) })
          : t('inspector.map.holesUnknown')}
      </p>
      <TaskEnd work="zeros" state={state} onAgain={find} />
      {state.kind !== 'failed' && (
        <Button variant="default" onClick={find}>
          {t('inspector.map.findZeros')}
        </Button>
      )}
    </>
  )
}
