import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../shared/files/tree.ts'
import { useSize } from '../../components/useSize.ts'
import { Grid } from '../../grid/Grid.tsx'
import { tallRowHeight } from '../../grid/useRowWindow.ts'
import { usePlan, useScan, useView } from '../../stores/context.tsx'
import { selectIsListed } from '../../stores/plan.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { Selection } from '../../stores/view-state.ts'
import { type NodeIndex, selectionFor } from '../node/node-index.ts'
import { TableFrame } from '../node/tables/TableFrame.tsx'
import { lastFrame } from '../node/tables/useColumns.ts'
import { useKeptScope } from '../node/tables/useKeptScope.ts'
import { useRowMenu } from '../node/tables/useRowActions.tsx'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { PlanBar } from './PlanBar.tsx'
import { PlanCells } from './PlanCells.tsx'
import { PlanWaiting } from './PlanWaiting.tsx'
import {
  leftOutLines,
  type PlanLine,
  type PlannedStep,
  planLines,
  planShape,
} from './plan-table.ts'
import { useShownLeftOut, useShownSteps } from './usePlanFilter.ts'
import { useLoadedPlan, usePlanSteps } from './usePlanSteps.ts'

const noLevels = [] as const
const nothing = () => {}

/** The clean-up plan, once it has been made. Nothing here removes anything. */
export function PlanTable() {
  useLoadedPlan()
  const hasView = useScan(({ view }) => view !== undefined)
  const isListed = usePlan(selectIsListed)
  const hasFailed = usePlan(({ failure }) => failure !== undefined)
  const isThere = isListed && !hasFailed
  return hasView && !isThere ? <PlanWaiting /> : <StepsTable />
}

/** Its steps, the safest first. */
function StepsTable() {
  const { t } = useTranslation()
  const { steps, shown, leftOut, shownLeft, lines } = usePlanLines()
  const selection = useView(({ selection }) => selection)
  const { select, expand, tick } = useView(selectViewActions)
  const frame = useRef<HTMLElement>(null)
  const { width } = useSize(frame, lastFrame)
  const { isNarrow, columns, minWidth } = planShape(width)
  const index = useNodeIndex()
  const renderCells = useCallback(
    (line: PlanLine) => <PlanCells line={line} index={index} isNarrow={isNarrow} />,
    [index, isNarrow],
  )
  const tickLine = useTickLine()
  const menu = useRowMenu()
  const kept = useKeptScope('plan')
  return (
    <TableFrame
      scope="plan"
      shown={shown.length + shownLeft.length}
      total={steps.length + leftOut.length}
      frame={frame}
      menu={menu.element}
      bar={<PlanBar steps={steps} shown={shown} />}
    >
      <Grid
        label={t('plan.label')}
        columns={columns}
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
        onTick={tickLine}
        onTickAll={() =>
          tick(
            shown.map(({ id }) => id),
            true,
          )
        }
        minWidth={minWidth}
        kept={kept}
        {...(isNarrow && { rowHeight: tallRowHeight })}
      />
    </TableFrame>
  )
}

/** What the filter passes of the plan, and its rows. */
function usePlanLines() {
  const steps = usePlanSteps()
  const levels = usePlan(({ summary }) => summary?.levels ?? noLevels)
  const { filter, expanded: closed } = useView(({ scopes }) => scopes.plan)
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
  return { steps, shown, leftOut, shownLeft, lines }
}

/** A step, or all of a level: they are let go where all of them are chosen. */
function useTickLine() {
  const ticked = useView(({ ticked }) => ticked)
  const { tick } = useView(selectViewActions)
  return (line: PlanLine) => {
    const ids = stepsOf(line).map(({ id }) => id)
    if (ids.length > 0) tick(ids, !ids.every((id) => ticked.has(id)))
  }
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
