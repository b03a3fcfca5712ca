import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../../../shared/report/size.ts'
import { ProgressTrack } from '../../../components/ProgressTrack.tsx'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import { isActive, selectScanActions } from '../../../stores/scan-state.ts'
import classes from './ScanProgress.module.css'
import { ScanStatusText } from './ScanStatusText.tsx'

/** What a running scan does now, and the button that stops it. */
export function ScanProgress() {
  const { t, i18n } = useTranslation()
  const isRunning = useScan(isActive)
  const status = useScan(({ status }) => status)
  const progress = useScan(({ progress }) => progress)
  const { cancel } = useScan(selectScanActions)
  if (!isRunning) return <ScanStatusText />
  const count = (value: number) => formatCount(value, i18n.language)
  const percent =
    progress && progress.unitsTotal > 0 ? (progress.unitsDone / progress.unitsTotal) * 100 : 0
  const seconds = (progress?.elapsedMs ?? 0) / 1000
  return (
    <section className={classes['progress']} aria-label={t('progress.label')}>
      <ScanStatusText />
      <ProgressTrack label={t('progress.label')} percent={progress && percent} />
      <div className={classes['line']}>
        {progress === undefined ? (
          <span>{t('progress.planning')}</span>
        ) : (
          <>
            <span>
              {t('progress.counts', {
                entries: t('totals.entries', { count: progress.entries }),
                images: t('totals.images', { count: progress.images }),
              })}
            </span>
            <span>{formatSize(progress.allocated)}</span>
            <span>
              {t('progress.rate', { rate: count(seconds > 0 ? progress.entries / seconds : 0) })}
            </span>
            <span>{t('progress.elapsed', { seconds: seconds.toFixed(1) })}</span>
            <span>
              {t('progress.units', {
                done: count(progress.unitsDone),
                total: count(progress.unitsTotal),
              })}
            </span>
            {progress.faults > 0 && (
              <span className={classes['faults']}>
                {t('progress.faults', { count: progress.faults })}
              </span>
            )}
            <span className={classes['path']} title={showName(progress.currentPath)}>
              <bdi>{showName(progress.currentPath)}</bdi>
            </span>
          </>
        )}
        <Button
          size="compact-xs"
          variant="default"
          className={classes['cancel'] ?? ''}
          onClick={cancel}
          disabled={status === 'cancelling'}
        >
          {status === 'cancelling' ? t('progress.cancelling') : t('progress.cancel')}
        </Button>
      </div>
    </section>
  )
}
