import { useEffect } from 'react'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { useScan } from '../../../stores/context.tsx'
import { selectScanActions } from '../../../stores/scan-state.ts'

/**
 * Reads the files of opened rows that have none: a new scan starts without any, and rows stay open. `rows`
 * are the newest: the scan does not know those of the one before until it has come to them.
 */
export function useOpenedFiles(rows: readonly InstanceRow[], expanded: ReadonlySet<string>): void {
  const scanId = useScan(({ scanId }) => scanId)
  const files = useScan(({ files }) => files)
  const { loadFiles } = useScan(selectScanActions)
  useEffect(() => {
    if (scanId === undefined || expanded.size === 0) return
    for (const { id } of rows) {
      if (expanded.has(id) && files[id] === undefined) void loadFiles(id)
    }
  }, [scanId, rows, expanded, files, loadFiles])
}
