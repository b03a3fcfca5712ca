import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PlanChoice } from '../../../shared/ipc/plan.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { freesText, sumNotes } from '../plan-sum/sum-texts.ts'
import classes from './plan.module.css'
import type { PlannedStep } from './plan-table.ts'

interface ChoiceSumProps {
  readonly choice: PlanChoice
  readonly steps: readonly PlannedStep[]
}

/** What the chosen steps free together, and what that does not tell. */
export function ChoiceSum({ choice, steps }: ChoiceSumProps) {
  const { total, lacking } = choice
  const { t } = useTranslation()
  const { tick } = useView(selectViewActions)
  const wanted = new Set(lacking)
  return (
    <>
      {total.given > 0 && (
        <span>
          {t('plan.bar.frees')} <b>{freesText(total)}</b>
        </span>
      )}
      {sumNotes(choice, t).map(({ text, isWarning }) => (
        <span key={text} className={classes[isWarning ? 'warning' : 'soft']}>
          {text}
        </span>
      ))}
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
