import { useTranslation } from 'react-i18next'
import { lacksDefinition } from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { isBusy } from '../../../../shared/nova/domain-state.ts'
import { stateText } from '../../../../shared/report/state-text.ts'
import classes from '../detail.module.css'

/** What speaks against copying an instance now: QEMU has its disks open, or they are being moved. */
export function RunningNote({ row }: { readonly row: InstanceRow }) {
  const { t, i18n } = useTranslation()
  const { state } = row.identity ?? {}
  return (
    <>
      {state !== undefined && (
        <p className={classes['warning']}>
          {t(`accounting.travel.${isBusy(state) ? 'busy' : 'open'}`, {
            state: stateText(state, offeredLanguage(i18n.language)),
          })}
        </p>
      )}
      {lacksDefinition(row) && (
        <p className={classes['faint']}>{t('accounting.travel.noDefinition')}</p>
      )}
    </>
  )
}
