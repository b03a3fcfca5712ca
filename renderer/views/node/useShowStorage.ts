import { useStores } from '../../stores/context.tsx'
import { hasDrawer } from './drawer.ts'

/** Of the section that tells which folders it is that were not scanned. */
export const STORAGE_ANCHOR = 'storage'

/** Leads to the storage in the overview, from wherever the details are. */
export function useShowStorage(): () => void {
  const { view } = useStores()
  return () => {
    const { scope, actions } = view.getState()
    // The clean-up plan has an overview of its own.
    if (scope === 'plan') actions.showScope('instances')
    actions.select(undefined)
    if (hasDrawer() && !view.getState().isDrawerOpen) actions.toggleDrawer()
    whenDrawn(STORAGE_ANCHOR, (section) => {
      section.scrollIntoView({ block: 'start' })
      section.focus({ preventScroll: true })
    })
  }
}

/** The overview of a large node is drawn some frames later: half a second, and nobody waits any more. */
function whenDrawn(id: string, act: (element: HTMLElement) => void, frames = 30): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (element !== null) act(element)
    else if (frames > 0) whenDrawn(id, act, frames - 1)
  })
}
