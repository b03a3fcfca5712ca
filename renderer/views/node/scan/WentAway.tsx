import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GoneEntries } from '../../../../shared/scan/model.ts'
import { Gap } from '../../../components/Gap.tsx'
import { showName } from '../../../format/path.ts'
import classes from './ScanBanner.module.css'

/** That something was deleted while the node was scanned: a node at work is no partial result for it. */
export function WentAway({ gone: { count, first } }: { readonly gone: GoneEntries }) {
  const { t } = useTranslation()
  return (
    <div className={classes['banner']} data-tone="info" role="status">
      <Info size={16} aria-hidden />
      <span className="selectable">
        {t('banner.gone', { count })}
        <Gap />
        <span className="mono">{showName(first)}</span>
      </span>
    </div>
  )
}
