import { useMemo } from 'react'
import type { Finding } from '../../../shared/findings/types.ts'
import { usePlan, useScan } from '../../stores/context.tsx'
import { useAskedPlan } from '../plan-sum/useAskedPlan.ts'
import { type PlannedStep, plannedSteps } from './plan-table.ts'

const noFindings: readonly Finding[] = []

/** Asks for the steps of the scan that is shown, once it has ended, where they are `wanted`. */
export function useLoadedPlan(wanted = true): void {
  useAskedPlan('load', wanted)
}

/** The steps that have come, of the scan that is shown. */
export function usePlanSteps(): readonly PlannedStep[] {
  const findings = useScan(({ view }) => view?.findings ?? noFindings)
  const scanId = useScan(({ scanId }) => scanId)
  const rows = usePlan(({ of, rows }) => (of !== undefined && of.scanId === scanId ? rows : noRows))
  return useMemo(() => plannedSteps(rows, findings), [rows, findings])
}

const noRows = [] as const
