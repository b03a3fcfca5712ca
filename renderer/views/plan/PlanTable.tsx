import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSize } from '../../components/useSize.ts'
import { Grid } from '../../grid/Grid.tsx'
import { tallRowHeight } from '../../grid/useRowWindow.ts'
import { usePlan, useScan, useView } from '../../stores/context.tsx'
import { selectIsListed } from '../../stores/plan.ts'
import { selectViewActions } from '../../stores/view.ts'
import { TableFrame } from '../node/tables/TableFrame.tsx'
import { lastFrame } from '../node/tables/useColumns.ts'
import { useKeptScope } from '../node/tables/useKeptScope.ts'
import { useRowMenu } from '../node/tables/useRowActions.tsx'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { PlanBar } from './PlanBar.tsx'
import { PlanCells } from './PlanCells.tsx'
import { PlanWaiting } from './PlanWaiting.tsx'
import { isOf, pathOf, selectionOf, stepsOf } from './plan-line.ts'
import { type PlanLine, planShape } from './plan-table.ts'
import { usePlanLines, useTickLine } from './usePlanLines.ts'
import { useLoadedPlan } from './usePlanSteps.ts'

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
  const sorting = useView(({ scopes }) => scopes.plan.sorting)
  const { select, expand, sort, tick } = useView(selectViewActions)
  const frame = useRef<HTMLElement>(null)
  const { width } = useSize(frame, lastFrame)
  const { isNarrow, hasCommand, columns, minWidth } = planShape(width, lines)
  const index = useNodeIndex()
  const renderCells = useCallback(
    (line: PlanLine) => (
      <PlanCells line={line} index={index} isNarrow={isNarrow} hasCommand={hasCommand} />
    ),
    [index, isNarrow, hasCommand],
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
        sorting={sorting}
        // After both ways the third click brings the plan's own order again: the safest first.
        onSort={(next) => sort('plan', sorting[0]?.desc === false ? [] : next)}
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
