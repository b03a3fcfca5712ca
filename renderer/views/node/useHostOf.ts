import { useMemo } from 'react'
import { hostLabels } from '../../../shared/analysis/host-label.ts'
import { useScan } from '../../stores/context.tsx'
import type { HostOf } from './instance-table.ts'

/** Tells the host of a path once the scan has ended; nothing where one alone was opened. */
export function useHostOf(): HostOf {
  const view = useScan(({ view }) => view)
  return useMemo(() => hostLabels(view ?? {}), [view])
}
