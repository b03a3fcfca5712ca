import { useEffect, useState } from 'react'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../../stores/context.tsx'

const PAUSE_MS = 120

export type TravelAnswer =
  | { readonly kind: 'travel'; readonly travel: Travel }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What must travel with an instance; undefined until the scanner has answered. */
export function useTravel(id: TreePath): TravelAnswer | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const [answered, setAnswered] = useState<{
    readonly id: TreePath
    readonly answer: TravelAnswer
  }>()
  useEffect(() => {
    setAnswered(undefined)
    if (scanId === undefined || !isFinished) return
    let isCurrent = true
    const ask = async () => {
      const answer = await api.request('scan:travel', scanId, id)
      if (!isCurrent) return
      const known: TravelAnswer = answer.ok
        ? { kind: 'travel', travel: answer.value }
        : { kind: 'failed', failure: answer.failure }
      setAnswered({ id, answer: known })
    }
    // Arrow keys go through many rows that nobody means to look at.
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, isFinished, id])
  return answered?.id === id ? answered.answer : undefined
}
