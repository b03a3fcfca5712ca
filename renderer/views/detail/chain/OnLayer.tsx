import { useTranslation } from 'react-i18next'
import type { DiskCell } from '../../../../shared/analysis/rows/rows.ts'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from './ChainStrip.module.css'

/** That an image stands on a layer, and the way to it. */
export function OnLayer({ of: { path, name } }: { readonly of: DiskCell }) {
  const { t } = useTranslation()
  const { select } = useView(selectViewActions)
  return (
    <button
      type="button"
      className={classes['open']}
      onClick={() => select({ kind: 'image', path })}
    >
      {t('diskLayers.above', { name: showName(name) })}
    </button>
  )
}
