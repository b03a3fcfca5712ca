import { useMemo } from 'react'
import type { Result } from '../../../shared/ipc/contract.ts'
import type { PlanChoice } from '../../../shared/ipc/plan.ts'
import { useApi, useScan, useView } from '../../stores/context.tsx'
import { useAnswer } from '../../stores/useAnswer.ts'
import type { PlannedStep } from './plan-table.ts'

/** Steps are ticked one after the other: the last one asks. */
const PAUSE_MS = 80

/** The steps that are chosen of those of the plan, in its order. */
export function useChosenSteps(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const ticked = useView(({ ticked }) => ticked)
  return useMemo(
    () => (ticked.size === 0 ? [] : steps.filter(({ id }) => ticked.has(id))),
    [steps, ticked],
  )
}

/** What the chosen steps come to; undefined until the scanner has answered, and where none is chosen. */
export function usePlanChoice(chosen: readonly PlannedStep[]): Result<PlanChoice> | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const ask = useMemo(() => {
    if (scanId === undefined || chosen.length === 0) return undefined
    const steps = chosen.map(({ row }) => row.at)
    return () => api.request('plan:choice', scanId, steps)
  }, [api, scanId, chosen])
  return useAnswer(ask, PAUSE_MS)
}
