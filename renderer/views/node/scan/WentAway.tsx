import { useTranslation } from 'react-i18next'
import type { GoneEntries } from '../../../../shared/scan/model.ts'
import { Gap } from '../../../components/Gap.tsx'
import { showName } from '../../../format/path.ts'
import { Banner } from './Banner.tsx'

/** That something was deleted while the node was scanned: a node at work is no partial result for it. */
export function WentAway({ gone: { count, first } }: { readonly gone: GoneEntries }) {
  const { t } = useTranslation()
  return (
    <Banner tone="info">
      <span className="selectable">
        {t('banner.gone', { count })}
        <Gap />
        <span className="mono">{showName(first)}</span>
      </span>
    </Banner>
  )
}
