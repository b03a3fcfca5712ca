import { useScan } from '../../stores/context.tsx'
import { nodeIndexOf } from './node-index.ts'

export function useNodeIndex() {
  const rows = useScan(({ rows }) => rows)
  const view = useScan(({ view }) => view)
  return nodeIndexOf(rows, view)
}
