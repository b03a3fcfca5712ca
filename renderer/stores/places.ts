import { createStore } from 'zustand/vanilla'
import type { Bootstrap, Failure, Result } from '../../shared/ipc/contract.ts'
import type { Place, RecentPlace } from '../../shared/ipc/places.ts'
import type { Api } from '../api.ts'
import { newestOnly } from './newest-only.ts'

/** What could not be opened, shown until it is dismissed, something else is opened, or one goes on. */
export type OpenFailure = Failure

export interface PlacesState {
  readonly recent: readonly RecentPlace[]
  /** True while a request to open is under way. */
  readonly opening: boolean
  readonly failures: readonly OpenFailure[]
  readonly actions: PlacesActions
}

export interface PlacesActions {
  readonly load: (bootstrap: Bootstrap) => void
  readonly chooseFolder: () => Promise<void>
  readonly chooseImage: () => Promise<void>
  readonly openSample: () => Promise<void>
  readonly openPaths: (paths: readonly string[]) => Promise<void>
  readonly refresh: () => Promise<void>
  readonly forget: (paths: readonly string[]) => Promise<void>
  /** What was given from outside the window could not be opened. */
  readonly fail: (failures: readonly OpenFailure[]) => void
  readonly dismiss: () => void
}

const initialPlaces = () => ({
  recent: [] as readonly RecentPlace[],
  opening: false,
  failures: [] as readonly OpenFailure[],
})

export type PlacesStore = ReturnType<typeof createPlacesStore>

/** `onOpened` is told of what was opened last; an older request that answers late is dropped. */
export function createPlacesStore(
  api: Pick<Api, 'request'>,
  onOpened: (places: readonly Place[]) => void,
) {
  const begin = newestOnly()
  return createStore<PlacesState>((set, get) => {
    const opened = async (ask: () => Promise<readonly Result<Place | undefined>[]>) => {
      const isNewest = begin()
      set({ opening: true, failures: [] })
      const answers = await ask()
      if (!isNewest()) return
      const places = answers.flatMap((answer) =>
        answer.ok && answer.value !== undefined ? [answer.value] : [],
      )
      const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]))
      if (places.length > 0) onOpened(places)
      // `onOpened` leads on, which dismisses failures: those of this request are set only after it.
      set({ opening: false, failures: failures.filter(({ code }) => code !== 'cancelled') })
    }
    return {
      ...initialPlaces(),
      actions: {
        load: ({ recent, failures = [] }) => set({ recent, failures }),
        chooseFolder: () => opened(async () => [await api.request('place:choose-folder')]),
        chooseImage: () => opened(async () => [await api.request('place:choose-image')]),
        openSample: () => opened(async () => [await api.request('place:sample')]),
        openPaths: (paths) =>
          opened(async () => {
            const answer = await api.request('place:open', paths)
            return answer.ok ? answer.value : [answer]
          }),
        refresh: async () => {
          const answer = await api.request('recent:list')
          if (answer.ok) set({ recent: answer.value })
        },
        forget: async (paths) => {
          const answer = await api.request('recent:forget', paths)
          if (answer.ok) set({ recent: answer.value })
          else set({ failures: [answer.failure] })
        },
        fail: (failures) => set({ failures }),
        dismiss: () => {
          if (get().failures.length > 0) set({ failures: [] })
        },
      },
    }
  })
}

export const selectRecent = (state: PlacesState) => state.recent
export const selectOpening = (state: PlacesState) => state.opening
export const selectOpenFailures = (state: PlacesState) => state.failures
export const selectPlacesActions = (state: PlacesState) => state.actions
