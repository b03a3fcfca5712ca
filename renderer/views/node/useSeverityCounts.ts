import { useMemo } from 'react'
import type { Finding, Severity } from '../../../shared/findings/types.ts'
import { useScan } from '../../stores/context.tsx'

const noFindings: readonly Finding[] = []

/** How many problems of each severity the scan that is shown has found. */
export function useSeverityCounts(): Readonly<Record<Severity, number>> {
  const findings = useScan(({ view }) => view?.findings ?? noFindings)
  return useMemo(() => {
    const counts = { high: 0, warning: 0, info: 0 }
    for (const { severity } of findings) counts[severity] += 1
    return counts
  }, [findings])
}
