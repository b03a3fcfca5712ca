import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/findings/types.ts'
import { usePlan, useScan } from '../../stores/context.tsx'
import { selectPlanActions } from '../../stores/plan.ts'
import { type PlannedStep, plannedSteps } from './plan-table.ts'

const noFindings: readonly Finding[] = []

/** Asks for the plan of the scan that is shown, once it has ended, where it is `wanted`. */
export function useLoadedPlan(wanted = true): void {
  const { i18n } = useTranslation()
  const { language } = i18n
  const scanId = useScan(({ scanId, view }) => (view === undefined ? undefined : scanId))
  const { load } = usePlan(selectPlanActions)
  useEffect(() => {
    if (wanted && scanId !== undefined) void load({ scanId, language })
  }, [wanted, load, scanId, language])
}

/** The steps that have come, of the scan that is shown. */
export function usePlanSteps(): readonly PlannedStep[] {
  const findings = useScan(({ view }) => view?.findings ?? noFindings)
  const scanId = useScan(({ scanId }) => scanId)
  const rows = usePlan(({ of, rows }) => (of !== undefined && of.scanId === scanId ? rows : noRows))
  return useMemo(() => plannedSteps(rows, findings), [rows, findings])
}

const noRows = [] as const
