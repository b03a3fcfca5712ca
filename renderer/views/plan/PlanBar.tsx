import { Copy, Download } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureText } from '../../components/FailureText.tsx'
import { Gap } from '../../components/Gap.tsx'
import { ChoiceSum } from './ChoiceSum.tsx'
import { ChooseButton } from './ChooseButton.tsx'
import { PlanFormatMenu } from './PlanFormatMenu.tsx'
import classes from './plan.module.css'
import type { PlannedStep } from './plan-table.ts'
import { useChosenSteps, usePlanChoice } from './usePlanChoice.ts'
import { usePlanText } from './usePlanText.ts'

interface PlanBarProps {
  readonly steps: readonly PlannedStep[]
  /** Those that the filter lets pass; the steps themselves where there is no filter. */
  readonly shown: readonly PlannedStep[]
}

/** What the chosen steps come to, and where they may go: to the clipboard, or into a file. */
export function PlanBar({ steps, shown }: PlanBarProps) {
  const { t } = useTranslation()
  const chosen = useChosenSteps(steps)
  const answer = usePlanChoice(chosen)
  const hidden = useHiddenChoice(chosen, shown)
  const written = usePlanText(chosen.length === 0 ? 'all' : chosen, steps.length)
  if (steps.length === 0) return <span hidden />
  return (
    <section
      className={classes['bar']}
      data-chosen={chosen.length > 0 ? '' : undefined}
      aria-label={t('plan.bar.label')}
    >
      <div className={classes['barText']} role="status">
        {chosen.length === 0 ? (
          <span className={classes['soft']}>{t('plan.bar.none', { count: steps.length })}</span>
        ) : (
          <>
            <b>
              {t('plan.bar.chosen', {
                steps: t('plan.steps', { count: chosen.length }),
                all: steps.length,
              })}
            </b>
            {hidden > 0 && (
              <span className={classes['warning']}>{t('plan.bar.hidden', { count: hidden })}</span>
            )}
            {answer?.ok === true && <ChoiceSum choice={answer.value} steps={steps} />}
            {answer?.ok === false && (
              <span className={classes['warning']}>
                {t('plan.bar.failed')}
                <Gap />
                <FailureText failure={answer.failure} />
              </span>
            )}
          </>
        )}
      </div>
      <div className={classes['buttons']}>
        <ChooseButton shown={shown} isFiltered={shown !== steps} />
        <PlanFormatMenu
          title={t('plan.bar.copy')}
          icon={<Copy size={13} />}
          onChoose={written.copy}
        />
        <PlanFormatMenu
          title={t('plan.bar.save')}
          icon={<Download size={13} />}
          onChoose={written.save}
        />
      </div>
    </section>
  )
}

/** How many of the chosen steps a filter hides; they are copied and saved all the same. */
function useHiddenChoice(chosen: readonly PlannedStep[], shown: readonly PlannedStep[]): number {
  return useMemo(() => {
    const ids = new Set(shown.map(({ id }) => id))
    return chosen.filter(({ id }) => !ids.has(id)).length
  }, [chosen, shown])
}
