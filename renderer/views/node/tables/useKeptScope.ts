import { useMemo } from 'react'
import type { KeptTop } from '../../../grid/useKeptTop.ts'
import { useStores } from '../../../stores/context.tsx'
import type { Scope } from '../../../stores/view-state.ts'

/** A scope's table is come back to as it was left, from another scope or from an image. */
export function useKeptScope(scope: Scope): KeptTop {
  const { scan, view } = useStores()
  return useMemo(() => {
    const { scopes, actions } = view.getState()
    const { place } = scan.getState()
    const onLeave = (top: number) => {
      // Where it is left for another place, it is not come back to.
      if (scan.getState().place === place) actions.keepTop(scope, top)
    }
    return { top: scopes[scope].top, onLeave }
  }, [scan, view, scope])
}
