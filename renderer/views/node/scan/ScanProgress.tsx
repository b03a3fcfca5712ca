import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProgressTrack } from '../../../components/ProgressTrack.tsx'
import { useScan } from '../../../stores/context.tsx'
import { isScanning, newestRun, selectScanActions } from '../../../stores/scan-state.ts'
import { ScanCounts } from './ScanCounts.tsx'
import classes from './ScanProgress.module.css'
import { ScanStatusText } from './ScanStatusText.tsx'

/** What a running scan does now, and the button that stops it. */
export function ScanProgress() {
  const { t } = useTranslation()
  const isRunning = useScan(isScanning)
  const status = useScan((scan) => newestRun(scan).status)
  const progress = useScan((scan) => newestRun(scan).progress)
  const isAgain = useScan(({ again }) => again !== undefined)
  const { cancel } = useScan(selectScanActions)
  if (!isRunning) return <ScanStatusText />
  const percent =
    progress && progress.unitsTotal > 0 ? (progress.unitsDone / progress.unitsTotal) * 100 : 0
  return (
    <section className={classes['progress']} aria-label={t('progress.label')}>
      <ScanStatusText />
      <ProgressTrack label={t('progress.label')} percent={progress && percent} />
      <div className={classes['line']}>
        {progress === undefined ? (
          <span>{t('progress.planning')}</span>
        ) : (
          <ScanCounts progress={progress} />
        )}
        {isAgain && <span>{t('progress.again')}</span>}
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
