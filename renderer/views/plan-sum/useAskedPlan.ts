import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlan, useScan } from '../../stores/context.tsx'
import { selectPlanActions } from '../../stores/plan.ts'

/** Asks for the plan of the scan that is shown, once it has ended, where it is `wanted`: what it comes to, or its steps too. */
export function useAskedPlan(what: 'open' | 'load', wanted: boolean): void {
  const { i18n } = useTranslation()
  const { language } = i18n
  const scanId = useScan(({ scanId, view }) => (view === undefined ? undefined : scanId))
  const { [what]: ask } = usePlan(selectPlanActions)
  useEffect(() => {
    if (wanted && scanId !== undefined) void ask({ scanId, language })
  }, [wanted, ask, scanId, language])
}
