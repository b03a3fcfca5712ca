import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { imageOfBase } from '../../../../shared/analysis/rows/bases-of-image.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'

/** From a base up: the id of the image that it was made from, which leads to it where a store has it. */
export function ImageOfBase({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const { select } = useView(selectViewActions)
  const view = useScan(({ view }) => view)
  const image = useMemo(() => view && imageOfBase(base, view), [base, view])
  if (image === undefined) {
    return base.glanceId ?? <Unknown reason={t('bases.noGlance')} />
  }
  const { id, name } = image
  return (
    <button
      type="button"
      className={classes['link']}
      title={showName(id)}
      onClick={() => select({ kind: 'image', path: id })}
    >
      {base.glanceId ?? showName(name)}
    </button>
  )
}
