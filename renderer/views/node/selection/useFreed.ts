import { useMemo } from 'react'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import type { Result } from '../../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../../stores/context.tsx'
import { useAnswer } from '../../../stores/useAnswer.ts'
import type { Marked, MarkKind } from '../../../stores/view-state.ts'

/** Rows are gathered one after the other: the last one asks. */
const PAUSE_MS = 80

/** What the deletion of the gathered rows would free; undefined until the scanner has answered. */
export function useFreed(marked: Marked): Result<FreedReport> | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const ask = useMemo(() => {
    if (scanId === undefined || !isFinished || marked.size === 0) return undefined
    const choice = { instances: pathsOf(marked, 'instance'), files: pathsOf(marked, 'file') }
    return () => api.request('scan:freed', scanId, choice)
  }, [api, scanId, isFinished, marked])
  return useAnswer(ask, PAUSE_MS)
}

function pathsOf(marked: Marked, wanted: MarkKind): string[] {
  return [...marked.values()].filter(({ kind }) => kind === wanted).map(({ path }) => path)
}
