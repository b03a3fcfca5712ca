import { useEffect, useState } from 'react'
import { MAX_PATHS } from '../../../shared/ipc/places.ts'
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
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const over = (event: DragEvent) => {
      if (!holdsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent) => {
      // Every element that is left tells so, unless it is gone by then: the window is left for nothing.
      if (holdsFiles(event) && event.relatedTarget === null) setIsOver(false)
    }
    const end = () => setIsOver(false)
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setIsOver(false)
      // The files must be taken now: after this event the list is empty.
      const files = [...(event.dataTransfer?.files ?? [])]
      const taken = files.slice(0, MAX_PATHS)
      const paths = taken.map((file) => api.pathForFile(file)).filter((path) => path !== '')
      const { length: dropped } = files
      if (dropped > MAX_PATHS)
        notify.warning((t) => t('drop.tooMany', { dropped, taken: MAX_PATHS }))
      if (paths.length > 0) void openPaths(paths)
      else if (files.length > 0 || holdsFiles(event)) notify.info((t) => t('drop.nothing'))
    }
    const listeners = {
      dragenter: enter,
      dragover: over,
      dragleave: leave,
      drop,
    } as const
    const names = Object.keys(listeners) as (keyof typeof listeners)[]
    for (const name of names) document.addEventListener(name, listeners[name])
    for (const name of ENDS) document.addEventListener(name, end)
    return () => {
      for (const name of ENDS) document.removeEventListener(name, end)
      for (const name of names) document.removeEventListener(name, listeners[name])
    }
  }, [api, openPaths])

  return isOver
}
