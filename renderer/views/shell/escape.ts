import { isWhole } from '../../charts/map-view.ts'
import { keepFocusOnTable, letGoOfFocus } from '../../grid/lost-focus.ts'
import type { Stores } from '../../stores/app.ts'
import { IMAGE_WORKS } from '../../stores/image-tasks.ts'
import { isRunning } from '../../stores/task-state.ts'
import { hasDrawer } from '../node/drawer.ts'
import { clearNext } from './clear-next.ts'

/** Ends what is seen, or leaves by `back`: on an image a running scan goes on. */
export function escapeFrom(stores: Stores, back: () => void): void {
  const { diskMap, places, view } = stores
  const { failures, actions } = places.getState()
  if (failures.length > 0) actions.dismiss()
  else if (isOverviewOpen(stores)) {
    view.getState().actions.toggleDrawer()
    keepFocusOnTable()
  } else if (isOnNode(stores) && clearNext(view.getState())) keepFocusOnTable()
  else if (isOnNode(stores) || isWorking(stores)) cancelAll(stores)
  else if (isMapZoomed(stores)) diskMap.getState().actions.showWhole()
  else leaveImage(stores, back)
}

/** The table takes the focus that nothing has: it is to be in the row, wherever it was on the image. */
function leaveImage({ view }: Stores, back: () => void): void {
  if (view.getState().screen.kind === 'inspector') letGoOfFocus()
  back()
}

/** Cancels the scan, and all work on an image. */
export function cancelAll({ imageTasks, scan }: Pick<Stores, 'imageTasks' | 'scan'>): void {
  const { works, actions } = imageTasks.getState()
  for (const work of IMAGE_WORKS) if (isRunning(works[work])) actions.cancel(work)
  scan.getState().actions.cancel()
}

export function isOnNode({ view }: Pick<Stores, 'view'>): boolean {
  return view.getState().screen.kind === 'node'
}

/** What is selected closes its details as it is let go. */
function isOverviewOpen({ view }: Stores): boolean {
  const { selection, isDrawerOpen } = view.getState()
  return isOnNode({ view }) && selection === undefined && isDrawerOpen && hasDrawer()
}

function isMapZoomed({ view, diskMap }: Stores): boolean {
  const { screen } = view.getState()
  const { mapId, view: seen, frame } = diskMap.getState()
  const isSeen = screen.kind === 'inspector' && screen.tab === 'map' && mapId !== undefined
  return isSeen && !isWhole(seen, frame)
}

function isWorking({ imageTasks }: Stores): boolean {
  const { works } = imageTasks.getState()
  return IMAGE_WORKS.some((work) => isRunning(works[work]))
}
