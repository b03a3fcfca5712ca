import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { type PlaceKind, placeKind } from '../../../shared/analysis/opened/place-kind.ts'
import { isUnrecognised } from '../../../shared/analysis/opened/unrecognised.ts'
import { Tag } from '../../components/cells.tsx'
import { useScan } from '../../stores/context.tsx'
import classes from './AppBar.module.css'

/** What was opened, by its layout; of a folder of other things not that it is one of images. */
function kindOf(view: NodeView): PlaceKind | 'nothing' {
  return isUnrecognised(view) ? 'nothing' : placeKind(view)
}

/** What is to be known of what was opened, beside its name. */
export function NodeTags() {
  const { t } = useTranslation()
  const isSample = useScan(({ place }) => place?.sample ?? false)
  const kind = useScan(({ view }) => view && kindOf(view))
  return (
    <>
      <span className={classes['hinted']}>
        {isSample && <Tag tone="warning">{t('layout.sample')}</Tag>}
      </span>
      <span className={`${classes['hinted']} ${classes['roomy']}`}>
        {kind !== undefined && <Tag>{t(`layout.${kind}`)}</Tag>}
      </span>
      <span className={`${classes['hinted']} ${classes['roomy']}`} title={t('app.readOnlyHint')}>
        <Tag>{t('app.readOnly')}</Tag>
      </span>
    </>
  )
}
