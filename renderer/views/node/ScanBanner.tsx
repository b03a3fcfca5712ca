import { Button } from '@mantine/core'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FailureText } from '../../components/FailureText.tsx'
import { useScan } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan.ts'
import { LeftOut } from './LeftOut.tsx'
import classes from './ScanBanner.module.css'

/** Stays above every view while what is shown is not the whole. */
export function ScanBanner() {
  const { t } = useTranslation()
  const end = useScan(({ view }) => view?.end)
  const failure = useScan(({ failure }) => failure)
  const { rescan } = useScan(selectScanActions)
  const again = (
    <Button size="compact-xs" variant="default" onClick={() => void rescan()}>
      {t('banner.tryAgain')}
    </Button>
  )
  if (failure !== undefined) {
    return (
      <div className={classes['banner']} data-tone="high" role="alert">
        <CircleAlert size={16} aria-hidden />
        <strong>{t('banner.scanFailed')}</strong>
        <FailureText failure={failure} />
        {again}
      </div>
    )
  }
  if (end?.state !== 'partial') return undefined
  return (
    <div className={classes['banner']} data-tone="warning" role="status">
      <TriangleAlert size={16} aria-hidden />
      <strong>{t('banner.partial')}</strong>
      <span>
        {t(`banner.${end.reason}`)} <LeftOut />
      </span>
      {again}
    </div>
  )
}
