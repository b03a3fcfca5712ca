import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { breakCountOf } from '../../../../shared/analysis/accounting/deletion/dependants.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { ifCounted } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { SizeFact } from '../../../components/Facts.tsx'
import classes from '../detail.module.css'

/** What deleting a base frees, and how many disks it would break. */
export function BaseFreed({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const breaks = breakCountOf(base.dependants)
  const breaksKey = base.isUsersAtLeast ? 'breaksLeast' : 'breaks'
  return (
    <SizeFact
      name={t('accounting.freed')}
      explain="freed"
      bytes={ifCounted([base], base.exclusive)}
      unknown={t('unknown.sizes.blocks')}
      atLeast={base.isExclusiveAtLeast ? t('unknown.exclusiveLeast') : undefined}
      note={
        breaks > 0 && (
          <p className={classes['breaks']}>
            <CircleAlert size={14} aria-hidden />
            {t(`accounting.selection.${breaksKey}`, { count: breaks })}
          </p>
        )
      }
    />
  )
}
