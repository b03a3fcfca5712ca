import type { StoreApi } from 'zustand/vanilla'
import type { ViewActions, ViewState } from './view-state.ts'

type ViewStoreApi = StoreApi<ViewState>
type PlanActions = Pick<ViewActions, 'tick' | 'clearTicks' | 'showStep'>

/** What of the view the clean-up plan changes: which of its steps are chosen, and which one is shown. */
export function planActions(
  set: ViewStoreApi['setState'],
  get: ViewStoreApi['getState'],
): PlanActions {
  return {
    tick: (ids, isTicked) => set({ ticked: withTicks(get().ticked, ids, isTicked) }),
    clearTicks: () => {
      if (get().ticked.size > 0) set({ ticked: new Set() })
    },
    showStep: (id) => {
      const { scopes, actions } = get()
      set({ scopes: { ...scopes, plan: { ...scopes.plan, filter: '', expanded: new Set() } } })
      actions.showScope('plan')
      actions.select({ kind: 'step', path: id })
    },
  }
}

function withTicks(
  ticked: ReadonlySet<string>,
  ids: readonly string[],
  isTicked: boolean,
): ReadonlySet<string> {
  const next = new Set(ticked)
  for (const id of ids) {
    if (isTicked) next.add(id)
    else next.delete(id)
  }
  return next
}
