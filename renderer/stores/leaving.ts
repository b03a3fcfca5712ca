import { usePlaces, useStores, useView } from './context.tsx'
import { selectPlacesActions } from './places.ts'
import { selectViewActions } from './view.ts'

/** Back to the start page; the list of recent places is read anew. */
export function useGoHome() {
  const { go } = useView(selectViewActions)
  const { refresh } = usePlaces(selectPlacesActions)
  return () => {
    go({ kind: 'home' })
    void refresh()
  }
}

/** From an image back to where it was opened from; on other screens nothing. */
export function useGoBack() {
  const { view } = useStores()
  const goHome = useGoHome()
  return () => {
    const { screen, actions } = view.getState()
    if (screen.kind !== 'inspector') return
    if (screen.from === 'node') actions.go({ kind: 'node' })
    else goHome()
  }
}

/** Closes one of the inspector's images, the one that is shown if none is named. What was opened stays recent. */
export function useCloseImage() {
  const { view } = useStores()
  const { refresh } = usePlaces(selectPlacesActions)
  return (index?: number) => {
    const { screen, actions } = view.getState()
    if (screen.kind !== 'inspector') return
    actions.closeImage(index ?? screen.index)
    if (view.getState().screen.kind === 'home') void refresh()
  }
}
