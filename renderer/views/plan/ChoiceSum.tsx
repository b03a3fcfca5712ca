import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isMore } from '../../../shared/analysis/cleanup/total.ts'
import type { PlanChoice } from '../../../shared/ipc/plan.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { sumText } from '../../format/sum-text.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import classes from './plan.module.css'
import type { PlannedStep } from './plan-table.ts'

interface ChoiceSumProps {
  readonly choice: PlanChoice
  readonly steps: readonly PlannedStep[]
}

/** What the chosen steps free together, and what that does not tell. */
export function ChoiceSum({ choice, steps }: ChoiceSumProps) {
  const { steps: count, total, afterwards, lacking } = choice
  const { t } = useTranslation()
  const { tick } = useView(selectViewActions)
  const { given, bytes, unknown, aside } = total
  const wanted = new Set(lacking)
  return (
    <>
      {given > 0 && (
        <span>
          {t('plan.bar.frees')} <b>{sumText(bytes, isMore(total))}</b>
        </span>
      )}
      {aside > 0 && (
        <span className={classes['soft']}>{t('plan.bar.aside', { count: aside })}</span>
      )}
      {afterwards.bases > 0 && (
        <span className={classes['soft']}>
          {t('plan.bar.afterwards', {
            size: formatSize(afterwards.bytes),
            count: afterwards.bases,
          })}
        </span>
      )}
      {unknown > 0 && (
        <span className={classes['soft']}>{t('plan.bar.unknown', { count: unknown })}</span>
      )}
      {given < count && (
        <span className={classes['warning']}>
          {t('plan.bar.without', { count: count - given })}
        </span>
      )}
      {lacking.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            tick(
              steps.filter(({ row }) => wanted.has(row.at)).map(({ id }) => id),
              true,
            )
          }
        >
          {t('plan.bar.lacking', { count: lacking.length })} · {t('plan.bar.addLacking')}
        </Button>
      )}
    </>
  )
}
