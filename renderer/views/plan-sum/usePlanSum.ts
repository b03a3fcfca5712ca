import { useMemo } from 'react'
import { isStep } from '../../../shared/analysis/cleanup/stages.ts'
import type { PlanSummary } from '../../../shared/ipc/plan.ts'
import { usePlan, useScan } from '../../stores/context.tsx'
import { useAskedPlan } from './useAskedPlan.ts'

export interface PlanSum {
  /** How many steps the plan has; undefined until the scan has ended. */
  readonly steps: number | undefined
  /** What they come to, as the plan itself counts; undefined until it has been made. */
  readonly summary: PlanSummary | undefined
  readonly hasFailed: boolean
}

/** What the clean-up plan of the scan that is shown comes to. It is made where it has a step. */
export function usePlanSum(): PlanSum {
  const findings = useScan(({ view }) => view?.findings)
  const steps = useMemo(() => findings?.filter(isStep).length, [findings])
  useAskedPlan('open', steps !== undefined && steps > 0)
  const scanId = useScan(({ scanId }) => scanId)
  const isOfScan = usePlan(({ of }) => of !== undefined && of.scanId === scanId)
  const summary = usePlan(({ summary }) => summary)
  const failure = usePlan(({ failure }) => failure)
  return {
    steps,
    summary: isOfScan ? summary : undefined,
    hasFailed: isOfScan && failure !== undefined,
  }
}
