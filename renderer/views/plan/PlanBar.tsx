import { Button, Menu } from '@mantine/core'
import { ChevronDown, Copy, Download } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isMore } from '../../../shared/analysis/cleanup/total.ts'
import { PLAN_FORMATS, type PlanChoice, type PlanFormat } from '../../../shared/ipc/plan.ts'
import { sumText } from '../../format/sum-text.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
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
  const choice = usePlanChoice(chosen)
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
            {choice && <ChoiceSum choice={choice} steps={steps} />}
          </>
        )}
      </div>
      <div className={classes['buttons']}>
        <ChooseButton shown={shown} isFiltered={shown !== steps} />
        <FormatMenu title={t('plan.bar.copy')} icon={<Copy size={13} />} onChoose={written.copy} />
        <FormatMenu
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

interface ChooseProps {
  readonly shown: readonly PlannedStep[]
  readonly isFiltered: boolean
}

/** Chooses what is shown and nothing else, or lets it go. */
function ChooseButton({ shown, isFiltered }: ChooseProps) {
  const { t } = useTranslation()
  const ticked = useView(({ ticked }) => ticked)
  const { tick } = useView(selectViewActions)
  const isAll = shown.length > 0 && shown.every(({ id }) => ticked.has(id))
  const word = isAll ? 'clear' : 'all'
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={shown.length === 0}
      onClick={() =>
        tick(
          shown.map(({ id }) => id),
          !isAll,
        )
      }
    >
      {t(`plan.bar.${isFiltered ? (`${word}Shown` as const) : word}`)}
    </Button>
  )
}

interface SumProps {
  readonly choice: PlanChoice
  readonly steps: readonly PlannedStep[]
}

function ChoiceSum({ choice: { steps: count, total, lacking }, steps }: SumProps) {
  const { t } = useTranslation()
  const { tick } = useView(selectViewActions)
  const { given, bytes, unknown } = total
  const wanted = new Set(lacking)
  return (
    <>
      {given > 0 && (
        <span>
          {t('plan.bar.frees')} <b>{sumText(bytes, isMore(total))}</b>
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

interface FormatMenuProps {
  readonly title: string
  readonly icon: ReactNode
  readonly onChoose: (format: PlanFormat) => void
}

function FormatMenu({ title, icon, onChoose }: FormatMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu position="top-end" width={230}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={icon}
          rightSection={<ChevronDown size={12} />}
        >
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PLAN_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => onChoose(format)}>
            {t(`plan.bar.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
