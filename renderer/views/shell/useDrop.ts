import { useEffect, useState } from 'react'
import { MAX_PATHS } from '../../../shared/ipc/places.ts'
import type { Api } from '../../api.ts'
import { notify } from '../../components/notify.tsx'
import { useApi, usePlaces } from '../../stores/context.tsx'
import { selectPlacesActions } from '../../stores/places.ts'

/** Neither comes while something is dragged: that has ended elsewhere, and nobody told. */
const ENDS = ['pointermove', 'keydown'] as const

/** Takes files and folders that are dropped anywhere; true while something is dragged over. */
export function useDrop(): boolean {
  const api = useApi()
  const { openPaths } = usePlaces(selectPlacesActions)
  const [isOver, setIsOver] = useState(false)

  useEffect(() => {
    const listening = new AbortController()
    listenToDrags(setIsOver, listening.signal)
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setIsOver(false)
      const paths = droppedPaths(event, api)
      if (paths.length > 0) void openPaths(paths)
    }
    document.addEventListener('drop', drop, { signal: listening.signal })
    return () => listening.abort()
  }, [api, openPaths])

  return isOver
}

/** Tells whether files are over the window, and the system that these may be dropped. */
function listenToDrags(tell: (isOver: boolean) => void, signal: AbortSignal): void {
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    tell(true)
  }
  const over = (event: DragEvent) => {
    if (!holdsFiles(event) || event.dataTransfer === null) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }
  const leave = (event: DragEvent) => {
    // Every element that is left tells so, unless it is gone by then: the window is left for nothing.
    if (holdsFiles(event) && event.relatedTarget === null) tell(false)
  }
  document.addEventListener('dragenter', enter, { signal })
  document.addEventListener('dragover', over, { signal })
  document.addEventListener('dragleave', leave, { signal })
  for (const name of ENDS) document.addEventListener(name, () => tell(false), { signal })
}

/** What is opened of a drop, and taken now: after the event its list is empty. What is not opened is told of. */
function droppedPaths(event: DragEvent, api: Pick<Api, 'pathForFile'>): readonly string[] {
  const files = [...(event.dataTransfer?.files ?? [])]
  const taken = files.slice(0, MAX_PATHS)
  const paths = taken.map((file) => api.pathForFile(file)).filter((path) => path !== '')
  const { length: dropped } = files
  if (dropped > MAX_PATHS) notify.warning((t) => t('drop.tooMany', { dropped, taken: MAX_PATHS }))
  const isForNothing = paths.length === 0 && (dropped > 0 || holdsFiles(event))
  if (isForNothing) notify.info((t) => t('drop.nothing'))
  return paths
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
