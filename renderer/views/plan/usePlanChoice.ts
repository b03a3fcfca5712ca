import { useEffect, useMemo, useState } from 'react'
import type { Failure } from '../../../shared/ipc/contract.ts'
import type { PlanChoice } from '../../../shared/ipc/plan.ts'
import { useApi, useScan, useView } from '../../stores/context.tsx'
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

type ChoiceAnswer =
  | { readonly kind: 'choice'; readonly choice: PlanChoice }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What the chosen steps come to; undefined until the scanner has answered, and where none is chosen. */
export function usePlanChoice(chosen: readonly PlannedStep[]): ChoiceAnswer | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const [answered, setAnswered] = useState<{
    readonly of: readonly PlannedStep[]
    readonly answer: ChoiceAnswer
  }>()
  useEffect(() => {
    if (scanId === undefined || chosen.length === 0) return
    let isCurrent = true
    const ask = async () => {
      const steps = chosen.map(({ row }) => row.at)
      const answer = await api.request('plan:choice', scanId, steps)
      if (!isCurrent) return
      const known: ChoiceAnswer = answer.ok
        ? { kind: 'choice', choice: answer.value }
        : { kind: 'failed', failure: answer.failure }
      setAnswered({ of: chosen, answer: known })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, chosen])
  return answered?.of === chosen ? answered.answer : undefined
}
