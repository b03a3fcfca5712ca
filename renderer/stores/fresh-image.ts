import type { DiskMapStore } from './disk-map.ts'
import { IMAGE_WORKS, type ImageTasksStore, type PageWork } from './image-tasks.ts'
import type { InspectorStore } from './inspector.ts'
import type { ViewStore } from './view.ts'
import type { Screen } from './view-state.ts'

/** Of the inspector's page. */
interface PageStores {
  readonly view: ViewStore
  readonly page: InspectorStore
  readonly imageTasks: ImageTasksStore
  readonly diskMap: DiskMapStore
}

/**
 * Asks of the image of the page, whenever another part of it is turned to or has been read, whether it
 * is what was read before: parts of two files are never shown as those of one.
 */
export function keepFresh(stores: PageStores): void {
  stores.view.subscribe(({ screen }, before) => {
    if (isTurned(screen, before.screen)) void lookAgain(stores)
  })
  stores.imageTasks.subscribe(({ works }, before) => {
    const read = IMAGE_WORKS.find(
      (work) => works[work].kind === 'done' && works[work] !== before.works[work],
    )
    if (read !== undefined) void lookAgain(stores, read)
  })
}

/** Reads all of the image of the page again, be it another or not. */
export async function readAgain({ page, imageTasks, diskMap }: PageStores): Promise<void> {
  const { target, report, actions } = page.getState()
  if (target === undefined) return
  await (report === undefined ? actions.inspect(target) : actions.look(true))
  if (page.getState().target !== target) return
  imageTasks.getState().actions.clear()
  imageTasks.getState().actions.turnTo(target)
  diskMap.getState().actions.clear()
}

/** `read` is of the image as it is now. */
async function lookAgain({ page, imageTasks }: PageStores, read?: PageWork): Promise<void> {
  const change = await page.getState().actions.look(false)
  if (change === 'written' || change === 'replaced') imageTasks.getState().actions.forget(read)
}

function isTurned(screen: Screen, before: Screen): boolean {
  if (screen.kind !== 'inspector' || before.kind !== 'inspector') return false
  return screen.tab !== before.tab && screen.images[screen.index] === before.images[before.index]
}
