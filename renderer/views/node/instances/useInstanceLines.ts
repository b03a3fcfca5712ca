import { useDeferredValue, useMemo } from 'react'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { onBase } from '../tables/filter.ts'
import { withHost } from '../tables/host-column.tsx'
import { useNodeIndex } from '../useNodeIndex.ts'
import { useScopeRows } from '../useScopeRows.ts'
import { instanceColumnsOf } from './instance-columns.ts'
import { instanceLines } from './instance-lines.ts'
import { usageScale } from './instance-sums.ts'
import { useInstanceFilter } from './useInstanceFilter.ts'
import { useOpenedFiles } from './useOpenedFiles.ts'

/** The instances that the filter lets pass, in their order, with the files of those that are opened. */
export function useInstanceLines(hostOf: HostOf) {
  // Ten thousand rows are sorted and drawn in slices, between which keys and clicks are heard.
  const latest = useScan(({ rows }) => rows)
  const rows = useDeferredValue(latest)
  const files = useScan(({ files }) => files)
  const { filter, expanded } = useView(({ scopes }) => scopes.instances)
  const index = useNodeIndex()
  const base = useView(({ base }) => base)
  useOpenedFiles(latest, expanded)
  const rowFilter = useInstanceFilter(rows)
  const shown = useMemo(
    () => rowFilter.apply(base === undefined ? rows : onBase(rows, index.bases.get(base)), filter),
    [rowFilter, rows, base, index, filter],
  )
  const columns = instanceColumnsOf(rows)
  const all = useMemo(() => withHost(columns, 'flavor', hostOf), [columns, hostOf])
  const table = useScopeRows('instances', all, rows, shown)
  const { sorted } = table
  const lines = useMemo(() => instanceLines(sorted, expanded, files), [sorted, expanded, files])
  const scale = useMemo(() => usageScale(shown), [shown])
  return { table, lines, scale, isLate: rows !== latest }
}
