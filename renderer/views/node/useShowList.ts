import { keepFocusOnTable, letGoOfFocus } from '../../grid/lost-focus.ts'
import { useStores } from '../../stores/context.tsx'
import type { Scope } from '../../stores/view-state.ts'
import type { Kind } from './kinds.ts'

/**
 * Leads to a list, to all that is in it. Where the overview lies over the table it goes, with the focus,
 * which the table then takes.
 */
export function useShowList(): (scope: Scope) => void {
  const { view } = useStores()
  return (scope) => {
    const { actions } = view.getState()
    if (view.getState().isDrawerOpen) letGoOfFocus()
    actions.filter(scope, '')
    if (scope === 'instances') actions.clearBase()
    actions.showScope(scope)
    if (view.getState().isDrawerOpen) actions.toggleDrawer()
    keepFocusOnTable()
  }
}

const listOf: Readonly<Record<Kind, Scope>> = {
  instances: 'instances',
  bases: 'bases',
  images: 'images',
  // They are rows of several lists; the plan has them together.
  leftovers: 'plan',
  other: 'others',
}

/** Leads to the list that has what is of this kind. */
export function useShowKind(): (kind: Kind) => void {
  const show = useShowList()
  return (kind) => show(listOf[kind])
}
