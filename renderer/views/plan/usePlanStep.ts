import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/ipc/contract.ts'
import type { PlanStep } from '../../../shared/ipc/plan.ts'
import { useApi, useScan } from '../../stores/context.tsx'

const PAUSE_MS = 60

export type StepAnswer =
  | { readonly kind: 'step'; readonly step: PlanStep }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** A step in full; undefined until the scanner has answered. */
export function usePlanStep(at: number | undefined): StepAnswer | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const [answered, setAnswered] = useState<{
    readonly of: string
    readonly answer: StepAnswer
  }>()
  const of = `${scanId} ${at}`
  useEffect(() => {
    if (scanId === undefined || at === undefined) return
    let isCurrent = true
    const ask = async () => {
      const answer = await api.request('plan:step', scanId, at)
      if (!isCurrent) return
      const known: StepAnswer = answer.ok
        ? { kind: 'step', step: answer.value }
        : { kind: 'failed', failure: answer.failure }
      setAnswered({ of, answer: known })
    }
    // Arrow keys go through many steps that nobody means to read.
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, at, of])
  return answered?.of === of ? answered.answer : undefined
}
