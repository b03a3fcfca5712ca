import type { ViewState } from '../../stores/view-state.ts'

/**
 * Lets go of one thing that was chosen on the node, the latest kind first: the gathered rows, the
 * selected row with its details, what filters the table. False where nothing is chosen.
 */
export function clearNext(view: ViewState): boolean {
  const { scope, marked, selection, actions } = view
  if (marked.size > 0 && scope !== 'problems' && scope !== 'plan') actions.clearMarks()
  else if (selection !== undefined) actions.select(undefined)
  else if (isFiltered(view)) clearFilters(view)
  else return false
  return true
}

function isFiltered({ scope, scopes, base, severity }: ViewState): boolean {
  if (scopes[scope].filter !== '') return true
  if (scope === 'problems') return severity !== undefined
  return scope === 'instances' && base !== undefined
}

function clearFilters({ scope, actions }: ViewState): void {
  actions.filter(scope, '')
  if (scope === 'problems') actions.showSeverity(undefined)
  if (scope === 'instances') actions.clearBase()
}
