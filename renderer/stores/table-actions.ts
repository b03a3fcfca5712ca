import type { StoreApi } from 'zustand/vanilla'
import type { Scope, ScopeState, ViewActions, ViewState } from './view-state.ts'

type ViewStoreApi = StoreApi<ViewState>
type TableActions = Pick<
  ViewActions,
  | 'showScope'
  | 'showInstancesOn'
  | 'filter'
  | 'sort'
  | 'expand'
  | 'keepTop'
  | 'showColumn'
  | 'fitColumns'
>

/** Which table is shown, and what of it: each keeps its filter, order, opened rows, selection and columns. */
export function tableActions(
  set: ViewStoreApi['setState'],
  get: ViewStoreApi['getState'],
): TableActions {
  const change = (scope: Scope, part: Partial<ScopeState>) => {
    const { scopes } = get()
    set({ scopes: { ...scopes, [scope]: { ...scopes[scope], ...part } } })
  }
  return {
    showScope: (scope) => {
      const { scope: left, selection, selections } = get()
      if (scope === left) return
      set({
        scope,
        selection: selections[scope],
        selections: { ...selections, [left]: selection },
      })
    },
    showInstancesOn: (base) => {
      change('instances', { filter: '' })
      const { scope: left, selection, selections } = get()
      set({ scope: 'instances', base, selections: { ...selections, [left]: selection } })
    },
    filter: (scope, filter) => change(scope, { filter }),
    sort: (scope, sorting) => change(scope, { sorting }),
    expand: (scope, id, isOpen) => {
      const { expanded } = get().scopes[scope]
      if (expanded.has(id) === isOpen) return
      const next = new Set(expanded)
      if (isOpen) next.add(id)
      else next.delete(id)
      change(scope, { expanded: next })
    },
    keepTop: (scope, top) => change(scope, { top }),
    showColumn: (scope, id, isShown) => {
      const { columns } = get()
      set({ columns: { ...columns, [scope]: new Map(columns[scope]).set(id, isShown) } })
    },
    fitColumns: (scope) => set({ columns: { ...get().columns, [scope]: new Map() } }),
  }
}
