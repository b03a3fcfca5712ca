import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Grid } from '../../grid/Grid.tsx'
import { usePlan, useScan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { createRowFilter, problemRowText } from '../node/filter.ts'
import { TableFrame } from '../node/TableFrame.tsx'
import { useHostOf } from '../node/useHostOf.ts'
import { useProblemTitle } from '../node/useProblemTitle.ts'
import { useRowMenu } from '../node/useRowActions.tsx'
import { PlanBar } from './PlanBar.tsx'
import { PlanCells } from './PlanCells.tsx'
import { PlanWaiting } from './PlanWaiting.tsx'
import { type PlanLine, type PlannedStep, planColumns, planLines } from './plan-table.ts'
import { useLoadedPlan, usePlanSteps } from './usePlanSteps.ts'

const noLevels = [] as const
const nothing = () => {}

/** The steps of the clean-up plan, the safest first. Nothing here removes anything. */
export function PlanTable() {
  const { t } = useTranslation()
  useLoadedPlan()
  const steps = usePlanSteps()
  const levels = usePlan(({ summary }) => summary?.levels ?? noLevels)
  const isMade = usePlan(({ summary, failure }) => summary !== undefined || failure !== undefined)
  const hasView = useScan(({ view }) => view !== undefined)
  const { filter, expanded: closed } = useView(({ scopes }) => scopes.plan)
  const selection = useView(({ selection }) => selection)
  const { select, expand, tick } = useView(selectViewActions)
  const shown = useShownSteps(steps, filter)
  const lines = useMemo(() => planLines(shown, levels, closed), [shown, levels, closed])
  const renderCells = useCallback((line: PlanLine) => <PlanCells line={line} />, [])
  const ticked = useView(({ ticked }) => ticked)
  const onTick = (line: PlanLine) => {
    const ids = stepsOf(line).map(({ id }) => id)
    tick(ids, !ids.every((id) => ticked.has(id)))
  }
  const menu = useRowMenu()
  const failure = usePlan(({ failure }) => failure)
  if (hasView && (!isMade || failure !== undefined)) return <PlanWaiting />
  return (
    <TableFrame
      scope="plan"
      shown={shown.length}
      total={steps.length}
      menu={menu.element}
      bar={<PlanBar steps={steps} />}
    >
      <Grid
        label={t('plan.label')}
        columns={planColumns}
        sorting={[]}
        onSort={nothing}
        lines={lines}
        renderCells={renderCells}
        selectedKey={selection && lines.find((line) => isOf(line, selection.path))?.key}
        onSelect={(line) => {
          select(line.kind === 'step' ? { kind: 'step', path: line.key } : undefined)
        }}
        onOpen={nothing}
        onExpand={(line, isOpen) => expand('plan', line.key, !isOpen)}
        onMenu={(line, at) => {
          if (line.kind !== 'step') return
          menu.open({ path: line.step.finding.subject.path, isImage: false }, at)
        }}
        onTick={onTick}
        minWidth={440}
      />
    </TableFrame>
  )
}

function stepsOf(line: PlanLine): readonly PlannedStep[] {
  return line.kind === 'step' ? [line.step] : line.steps
}

/** The step itself is selected, or what it is about. */
function isOf(line: PlanLine, path: string): boolean {
  return line.kind === 'step' && (line.key === path || line.step.finding.subject.path === path)
}

function useShownSteps(steps: readonly PlannedStep[], filter: string): readonly PlannedStep[] {
  const title = useProblemTitle()
  const hostOf = useHostOf()
  const rowFilter = useMemo(() => {
    const textOf = problemRowText(title, hostOf)
    return createRowFilter(({ finding }: PlannedStep) => textOf(finding))
  }, [title, hostOf])
  return useMemo(() => rowFilter.apply(steps, filter), [rowFilter, steps, filter])
}
