import { useTranslation } from 'react-i18next'
import { formatSize } from '../../../../shared/report/size.ts'
import type { ScanProgress } from '../../../../shared/scan/model.ts'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import classes from './ScanProgress.module.css'

/** What a scan has found so far, how fast, and where it is. */
export function ScanCounts({ progress }: { readonly progress: ScanProgress }) {
  const { t, i18n } = useTranslation()
  const count = (value: number) => formatCount(value, i18n.language)
  const { entries, images, allocated, unitsDone, unitsTotal, faults, currentPath } = progress
  const seconds = progress.elapsedMs / 1000
  return (
    <>
      <span>
        {t('progress.counts', {
          entries: t('totals.entries', { count: entries }),
          images: t('totals.images', { count: images }),
        })}
      </span>
      <span>{formatSize(allocated)}</span>
      <span>{t('progress.rate', { rate: count(seconds > 0 ? entries / seconds : 0) })}</span>
      <span>{t('progress.elapsed', { seconds: seconds.toFixed(1) })}</span>
      <span>{t('progress.units', { done: count(unitsDone), total: count(unitsTotal) })}</span>
      {faults > 0 && (
        <span className={classes['faults']}>{t('progress.faults', { count: faults })}</span>
      )}
      <span className={classes['path']} title={showName(currentPath)}>
        <bdi>{showName(currentPath)}</bdi>
      </span>
    </>
  )
}
