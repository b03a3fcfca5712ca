import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from './ScanBanner.module.css'

/** That what only reads writes its settings in there: a home, or a whole machine, was opened. */
export function OwnFolder() {
  const { t } = useTranslation()
  const path = useScan(({ place }) => place?.ownFolder)
  if (path === undefined) return undefined
  return (
    <div className={classes['banner']} data-tone="info" role="status">
      <Info size={16} aria-hidden />
      <strong>{t('setup.ownFolder.title')}</strong>
      <span className="selectable">{t('setup.ownFolder.text', { path: showName(path) })}</span>
    </div>
  )
}
