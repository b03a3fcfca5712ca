import { useMemo } from 'react'
import { usePlan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { stepsOf } from './plan-line.ts'
import { leftOutLines, orderedByFrees, type PlanLine, planLines } from './plan-table.ts'
import { useShownLeftOut, useShownSteps } from './usePlanFilter.ts'
import { usePlanSteps } from './usePlanSteps.ts'

const noLevels = [] as const

/** What the filter passes of the plan, and its rows. */
export function usePlanLines() {
  const steps = usePlanSteps()
  const levels = usePlan(({ summary }) => summary?.levels ?? noLevels)
  const { filter, sorting, expanded: closed } = useView(({ scopes }) => scopes.plan)
  const shown = useShownSteps(steps, filter)
  const leftOut = usePlan(({ leftOut }) => leftOut)
  const shownLeft = useShownLeftOut(leftOut, filter)
  const lines = useMemo(
    () => [
      ...planLines(...orderedByFrees(shown, levels, sorting), closed, shown !== steps),
      ...leftOutLines(shownLeft, closed),
    ],
    [shown, steps, levels, sorting, shownLeft, closed],
  )
  return { steps, shown, leftOut, shownLeft, lines }
}

/** A step, or all of a level: they are let go where all of them are chosen. */
export function useTickLine() {
  const ticked = useView(({ ticked }) => ticked)
  const { tick } = useView(selectViewActions)
  return (line: PlanLine) => {
    const ids = stepsOf(line).map(({ id }) => id)
    if (ids.length > 0) tick(ids, !ids.every((id) => ticked.has(id)))
  }
}
