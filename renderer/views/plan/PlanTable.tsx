import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../shared/files/tree.ts'
import { Grid } from '../../grid/Grid.tsx'
import { usePlan, useScan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import type { Selection } from '../../stores/view-state.ts'
import { type NodeIndex, selectionFor } from '../node/node-index.ts'
import { TableFrame } from '../node/tables/TableFrame.tsx'
import { useRowMenu } from '../node/tables/useRowActions.tsx'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { PlanBar } from './PlanBar.tsx'
import { PlanCells } from './PlanCells.tsx'
import { PlanWaiting } from './PlanWaiting.tsx'
import {
  leftOutLines,
  type PlanLine,
  type PlannedStep,
  planColumns,
  planLines,
} from './plan-table.ts'
import { useShownLeftOut, useShownSteps } from './usePlanFilter.ts'
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
  const leftOut = usePlan(({ leftOut }) => leftOut)
  const shownLeft = useShownLeftOut(leftOut, filter)
  const lines = useMemo(
    () => [
      ...planLines(shown, levels, closed, shown !== steps),
      ...leftOutLines(shownLeft, closed),
    ],
    [shown, steps, levels, shownLeft, closed],
  )
  const renderCells = useCallback((line: PlanLine) => <PlanCells line={line} />, [])
  const ticked = useView(({ ticked }) => ticked)
  const onTick = (line: PlanLine) => {
    const ids = stepsOf(line).map(({ id }) => id)
    if (ids.length === 0) return
    tick(ids, !ids.every((id) => ticked.has(id)))
  }
  const menu = useRowMenu()
  const index = useNodeIndex()
  const failure = usePlan(({ failure }) => failure)
  if (hasView && (!isMade || failure !== undefined)) return <PlanWaiting />
  return (
    <TableFrame
      scope="plan"
      shown={shown.length + shownLeft.length}
      total={steps.length + leftOut.length}
      menu={menu.element}
      bar={<PlanBar steps={steps} shown={shown} />}
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
          select(selectionOf(line, index))
        }}
        onOpen={nothing}
        onExpand={(line, isOpen) => expand('plan', line.key, !isOpen)}
        onMenu={(line, at) => {
          const path = pathOf(line)
          if (path !== undefined)
            menu.open({ path, isImage: false, step: stepsOf(line)[0]?.id }, at)
        }}
        onTick={onTick}
        onTickAll={() =>
          tick(
            shown.map(({ id }) => id),
            true,
          )
        }
        minWidth={440}
      />
    </TableFrame>
  )
}

function stepsOf(line: PlanLine): readonly PlannedStep[] {
  if (line.kind === 'step') return [line.step]
  return line.kind === 'level' ? line.steps : []
}

/** The step itself is selected, or what it is about. */
function isOf(line: PlanLine, path: string): boolean {
  return line.level === 2 && (line.key === path || pathOf(line) === path)
}

function pathOf(line: PlanLine): TreePath | undefined {
  if (line.kind === 'step') return line.step.finding.subject.path
  return line.kind === 'left-out' ? line.leftOut.path : undefined
}

/** Of what is left out there is no step: it is shown itself. */
function selectionOf(line: PlanLine, index: NodeIndex): Selection | undefined {
  if (line.kind === 'step') return { kind: 'step', path: line.key }
  return line.kind === 'left-out' ? selectionFor(line.leftOut.path, index) : undefined
}
