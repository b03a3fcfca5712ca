import { useEffect, useState } from 'react'
import type { FreedReport } from '../../../shared/ipc/contract.ts'
import { useApi, useScan } from '../../stores/context.tsx'
import type { Marked } from '../../stores/view.ts'

/** Rows are gathered one after the other: the last one asks. */
const PAUSE_MS = 80

/** What the deletion of the gathered rows would free; undefined until the scanner has answered. */
export function useFreed(marked: Marked): FreedReport | undefined {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const isFinished = useScan(({ view }) => view !== undefined)
  const [answered, setAnswered] = useState<{ readonly of: Marked; readonly freed: FreedReport }>()
  useEffect(() => {
    if (scanId === undefined || !isFinished || marked.size === 0) return
    let isCurrent = true
    const ask = async () => {
      const answer = await api.request('scan:freed', scanId, {
        instances: pathsOf(marked, 'instance'),
        files: pathsOf(marked, 'file'),
      })
      if (isCurrent && answer.ok) setAnswered({ of: marked, freed: answer.value })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, scanId, isFinished, marked])
  return answered?.of === marked ? answered.freed : undefined
}

function pathsOf(marked: Marked, wanted: 'instance' | 'file'): string[] {
  return [...marked].filter(([, kind]) => kind === wanted).map(([path]) => path)
}
