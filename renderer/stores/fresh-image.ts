import type { DiskMapStore } from './disk-map.ts'
import { IMAGE_WORKS, type ImageTasksStore } from './image-tasks.ts'
import type { ImageTarget, InspectorStore } from './inspector.ts'
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
 * is what was read before: parts of two files are never shown as those of one. What was found in a file
 * that was only written to is kept, as a guest that runs writes all the time.
 */
export function keepFresh(stores: PageStores): void {
  stores.view.subscribe(({ screen }, before) => {
    if (isTurned(screen, before.screen)) void lookAgain(stores)
  })
  stores.imageTasks.subscribe(({ works }, before) => {
    const isRead = IMAGE_WORKS.some(
      (work) => works[work].kind === 'done' && works[work] !== before.works[work],
    )
    if (isRead) void lookAgain(stores)
  })
}

/**
 * Reads all of the image of the page again, be it another or not; where it cannot be read, what there is
 * stays.
 */
export async function readAgain(stores: PageStores): Promise<void> {
  const { target, report, actions } = stores.page.getState()
  if (target === undefined) return
  if (report === undefined) await actions.inspect(target)
  else if ((await actions.look(true, false)) === undefined) return
  startOver(stores, target)
}

/** Another file for a member of the chain, or none any more: a map through it as it was is not true then. */
export async function choose(
  stores: PageStores,
  choice: 'locate' | 'forget',
  name: string,
): Promise<void> {
  const { target, report, actions } = stores.page.getState()
  if (target === undefined) return
  await actions[choice](name)
  if (stores.page.getState().report !== report) startOver(stores, target)
}

async function lookAgain(stores: PageStores): Promise<void> {
  const { target, actions } = stores.page.getState()
  const { works } = stores.imageTasks.getState()
  const hasMore = IMAGE_WORKS.some((work) => works[work].kind !== 'idle')
  const change = await actions.look(false, hasMore)
  if (target !== undefined && (change === 'replaced' || change === 'restacked')) {
    startOver(stores, target)
  }
}

/** Work that runs, or has just ended, may have begun in the file of before: it is forgotten, too. */
function startOver({ page, imageTasks, diskMap }: PageStores, target: ImageTarget): void {
  if (page.getState().target !== target) return
  imageTasks.getState().actions.clear()
  imageTasks.getState().actions.turnTo(target)
  diskMap.getState().actions.clear()
}

function isTurned(screen: Screen, before: Screen): boolean {
  if (screen.kind !== 'inspector' || before.kind !== 'inspector') return false
  return screen.tab !== before.tab && screen.images[screen.index] === before.images[before.index]
}
