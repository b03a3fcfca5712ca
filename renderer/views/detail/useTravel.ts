import { useEffect, useState } from 'react'
import type { Travel } from '../../../shared/analysis/accounting/travel.ts'
import type { DiskCell } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import type { Failure } from '../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../stores/context.tsx'

const PAUSE_MS = 120

/** What must travel with an instance; undefined until the scanner has answered. */
export function useTravel(id: TreePath): Travel | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const [travel, setTravel] = useState<Travel>()
  useEffect(() => {
    setTravel(undefined)
    if (scanId === undefined || !isFinished) return
    let isCurrent = true
    const ask = async () => {
      const answer = await api.request('scan:travel', scanId, id)
      if (isCurrent && answer.ok) setTravel(answer.value)
    }
    // Arrow keys go through many rows that nobody means to look at.
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, isFinished, id])
  return travel?.instance === id ? travel : undefined
}

/** The flattened disks of an instance together. Bytes. */
export type Flattened =
  | { readonly kind: 'idle' | 'measuring' }
  | {
      readonly kind: 'done'
      readonly required: number
      readonly missing: number
      readonly exact: boolean
    }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Measures the disks one after the other, when it is asked to. */
export function useFlattened(id: TreePath, disks: readonly DiskCell[]) {
  const api = useApi()
  const placeId = useScan(({ place }) => place?.id)
  const [found, setFound] = useState<{ readonly id: TreePath; readonly state: Flattened }>()
  const measure = async () => {
    if (placeId === undefined) return
    setFound({ id, state: { kind: 'measuring' } })
    const sum = { required: 0, missing: 0, exact: true }
    for (const { path } of disks) {
      const answer = await api.request('image:measure', placeId, path)
      if (!answer.ok) {
        setFound({ id, state: { kind: 'failed', failure: answer.failure } })
        return
      }
      sum.required += answer.value.required
      sum.missing += answer.value.missing
      sum.exact &&= answer.value.exact
    }
    // Another instance may have been turned to meanwhile.
    setFound((now) => (now?.id === id ? { id, state: { kind: 'done', ...sum } } : now))
  }
  const state: Flattened = found?.id === id ? found.state : { kind: 'idle' }
  return { state, measure }
}
