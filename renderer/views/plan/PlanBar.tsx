import { Button, Menu } from '@mantine/core'
import { ChevronDown, Copy, Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PLAN_FORMATS, type PlanChoice, type PlanFormat } from '../../../shared/ipc/plan.ts'
import { sumText } from '../../format/sum-text.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import classes from './plan.module.css'
import type { PlannedStep } from './plan-table.ts'
import { useChosenSteps, usePlanChoice } from './usePlanChoice.ts'
import { usePlanText } from './usePlanText.ts'

/** What the chosen steps come to, and where they may go: to the clipboard, or into a file. */
export function PlanBar({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { t } = useTranslation()
  const chosen = useChosenSteps(steps)
  const choice = usePlanChoice(chosen)
  const { tick, clearTicks } = useView(selectViewActions)
  const written = usePlanText(chosen.length === 0 ? 'all' : chosen, steps.length)
  if (steps.length === 0) return <span hidden />
  const isAll = chosen.length === steps.length
  return (
    <section
      className={classes['bar']}
      data-chosen={chosen.length > 0 ? '' : undefined}
      aria-label={t('plan.bar.label')}
    >
      <div className={classes['barText']} role="status">
        {chosen.length === 0 ? (
          <span className={classes['soft']}>
            {t('plan.bar.none', { steps: t('plan.steps', { count: steps.length }) })}
          </span>
        ) : (
          <>
            <b>
              {t('plan.bar.chosen', {
                steps: t('plan.steps', { count: chosen.length }),
                all: steps.length,
              })}
            </b>
            {choice && <ChoiceSum choice={choice} steps={steps} />}
          </>
        )}
      </div>
      <div className={classes['buttons']}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            isAll
              ? clearTicks()
              : tick(
                  steps.map(({ id }) => id),
                  true,
                )
          }
        >
          {t(isAll ? 'plan.bar.clear' : 'plan.bar.all')}
        </Button>
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
          {t('plan.bar.frees')} <b>{sumText(bytes, unknown > 0)}</b>
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
