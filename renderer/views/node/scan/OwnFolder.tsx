import { useTranslation } from 'react-i18next'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import { Banner } from './Banner.tsx'

/** That what only reads writes its settings in there: a home, or a whole machine, was opened. */
export function OwnFolder() {
  const { t } = useTranslation()
  const path = useScan(({ place }) => place?.ownFolder)
  if (path === undefined) return undefined
  return (
    <Banner tone="info" title={t('setup.ownFolder.title')}>
      <span className="selectable">{t('setup.ownFolder.text', { path: showName(path) })}</span>
    </Banner>
  )
}
