import { useEffect, useState } from 'react'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../../stores/context.tsx'
import type { Marked, MarkKind } from '../../../stores/view-state.ts'

/** Rows are gathered one after the other: the last one asks. */
const PAUSE_MS = 80

export type FreedAnswer =
  | { readonly kind: 'freed'; readonly freed: FreedReport }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What the deletion of the gathered rows would free; undefined until the scanner has answered. */
export function useFreed(marked: Marked): FreedAnswer | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const [answered, setAnswered] = useState<{
    readonly of: Marked
    readonly scanId: string
    readonly answer: FreedAnswer
  }>()
  useEffect(() => {
    if (scanId === undefined || !isFinished || marked.size === 0) return
    let isCurrent = true
    const ask = async () => {
      const answer = await api.request('scan:freed', scanId, {
        instances: pathsOf(marked, 'instance'),
        files: pathsOf(marked, 'file'),
      })
      if (!isCurrent) return
      const known: FreedAnswer = answer.ok
        ? { kind: 'freed', freed: answer.value }
        : { kind: 'failed', failure: answer.failure }
      setAnswered({ of: marked, scanId, answer: known })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, isFinished, marked])
  // What an earlier scan has counted is not what this one knows.
  const isCurrent = answered?.of === marked && answered.scanId === scanId
  return isCurrent && isFinished ? answered.answer : undefined
}

function pathsOf(marked: Marked, wanted: MarkKind): string[] {
  return [...marked.values()].filter(({ kind }) => kind === wanted).map(({ path }) => path)
}
