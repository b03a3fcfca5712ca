import { useMemo } from 'react'
import type { Result } from '../../../shared/ipc/contract.ts'
import type { PlanStep } from '../../../shared/ipc/plan.ts'
import { useApi, useScan } from '../../stores/context.tsx'
import { useAnswer } from '../../stores/useAnswer.ts'

/** Arrow keys go through many steps that nobody means to read. */
const PAUSE_MS = 60

/** A step in full; undefined until the scanner has answered. */
export function usePlanStep(at: number | undefined): Result<PlanStep> | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const ask = useMemo(() => {
    if (scanId === undefined || at === undefined) return undefined
    return () => api.request('plan:step', scanId, at)
  }, [api, scanId, at])
  return useAnswer(ask, PAUSE_MS)
}
