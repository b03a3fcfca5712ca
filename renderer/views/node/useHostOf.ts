import { useMemo } from 'react'
import { type HostOf, hostLabels } from '../../../shared/analysis/host-label.ts'
import { useScan } from '../../stores/context.tsx'

/** Tells the host of a path once the scan has ended; nothing where one alone was opened. */
export function useHostOf(): HostOf {
  const view = useScan(({ view }) => view)
  return useMemo(() => hostLabels(view ?? {}), [view])
}
