import { useMemo } from 'react'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { Result } from '../../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../../stores/context.tsx'
import { useAnswer } from '../../../stores/useAnswer.ts'

/** Arrow keys go through many rows that nobody means to look at. */
const PAUSE_MS = 120

/** What must travel with an instance; undefined until the scanner has answered. */
export function useTravel(id: TreePath): Result<Travel> | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const ask = useMemo(() => {
    if (scanId === undefined || !isFinished) return undefined
    return () => api.request('scan:travel', scanId, id)
  }, [api, scanId, isFinished, id])
  return useAnswer(ask, PAUSE_MS)
}
