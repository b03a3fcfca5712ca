import type { NodeView } from '../../shared/analysis/model.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { Api } from '../api.ts'
import { baseName, showName } from '../format/path.ts'
import { createDiskMapStore, type DiskMapStore } from './disk-map.ts'
import type { ScheduleFrame } from './frame.ts'
import { keepFresh } from './fresh-image.ts'
import { createImageTasksStore, type ImageTasksStore } from './image-tasks.ts'
import { createInspectorStore, type InspectorStore } from './inspector.ts'
import { createPlacesStore, type PlacesStore } from './places.ts'
import { createPlanStore, type PlanStore } from './plan.ts'
import { createScanStore, type ScanStore } from './scan.ts'
import { createSettingsStore, type SettingsStore } from './settings.ts'
import { createViewStore, type ViewStore } from './view.ts'

export interface Stores {
  readonly settings: SettingsStore
  readonly places: PlacesStore
  readonly scan: ScanStore
  readonly view: ViewStore
  /** Of the detail pane. */
  readonly detail: InspectorStore
  /** Of the inspector page. */
  readonly page: InspectorStore
  /** Long work on the inspector's image. */
  readonly imageTasks: ImageTasksStore
  readonly diskMap: DiskMapStore
  readonly plan: PlanStore
}

/** All stores over one api, with what happens between them. */
export function createStores(api: Api, windowWidth: number, schedule?: ScheduleFrame): Stores {
  const scan = createScanStore(api, schedule)
  const view = createViewStore(windowWidth)
  const detail = createInspectorStore(api)
  const page = createInspectorStore(api)
  const open = (places: readonly Place[]) => openPlaces(places, stores)
  const stores: Stores = {
    settings: createSettingsStore(api),
    places: createPlacesStore(api, open),
    scan,
    view,
    detail,
    page,
    imageTasks: createImageTasksStore(api),
    diskMap: createDiskMapStore(api),
    plan: createPlanStore(api),
  }
  scan.subscribe(({ view: found }, before) => {
    if (found !== undefined && found !== before.view) showWhatIsThere(found, view)
  })
  view.subscribe(({ screen, selection }, before) => {
    const isOn = screen !== before.screen || selection !== before.selection
    if (isOn) stores.places.getState().actions.dismiss()
  })
  keepFresh(stores)
  api.on('place:opened', (places) => {
    stores.places.getState().actions.dismiss()
    open(places)
  })
  api.on('place:failed', (failures) => stores.places.getState().actions.fail(failures))
  api.on('settings:changed', (settings) => stores.settings.getState().actions.receive(settings))
  return stores
}

const basesFirst = ['bases', 'images', 'problems'] as const
const imagesFirst = ['images', 'bases', 'problems'] as const

/** A folder without instances opens on the first of its tables that has rows. */
function showWhatIsThere(found: NodeView, view: ViewStore): void {
  const { scope, actions } = view.getState()
  if (scope !== 'instances' || found.instances.length > 0) return
  const rows = { bases: found.bases, images: found.images, problems: found.findings }
  // In a folder of images a cache is a part of it.
  const tables = found.kind === 'folder' ? imagesFirst : basesFirst
  const filled = tables.find((other) => rows[other].length > 0)
  if (filled !== undefined) actions.showScope(filled)
}

/**
 * A folder, or several paths as one, is scanned instead of what was; images alone go to the inspector,
 * above a node that is open and may still be scanned.
 */
function openPlaces(
  places: readonly Place[],
  { scan, view, detail, page, imageTasks }: Stores,
): void {
  const folder = places.find(({ kind }) => kind === 'folder')
  if (folder !== undefined) {
    detail.getState().actions.clear()
    view.getState().actions.reset()
    view.getState().actions.go({ kind: 'node' })
    void scan.getState().actions.start(folder)
  } else if (places.length > 0) {
    page.getState().actions.clear()
    imageTasks.getState().actions.clear()
    // An image that was opened by itself is its place's root.
    const images = places.map(({ id, path }) => ({
      placeId: id,
      path: '',
      label: showName(baseName(path)),
    }))
    view.getState().actions.inspect(images)
  }
}

/** Asks for what the window starts with: settings, recent places, places of the command line. */
export async function bootstrap(api: Api, stores: Stores): Promise<void> {
  const answer = await api.request('app:bootstrap')
  if (!answer.ok) return
  stores.settings.getState().actions.load(answer.value)
  openPlaces(answer.value.places, stores)
  // After the others are opened: what failed beside them is told until somebody goes on.
  stores.places.getState().actions.load(answer.value)
}
