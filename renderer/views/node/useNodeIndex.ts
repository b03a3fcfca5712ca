import { useMemo } from 'react'
import { useScan } from '../../stores/context.tsx'
import { createNodeIndex } from './node-index.ts'

export function useNodeIndex() {
  const rows = useScan(({ rows }) => rows)
  const view = useScan(({ view }) => view)
  return useMemo(() => createNodeIndex(rows, view), [rows, view])
}
