import { createStore } from 'zustand/vanilla'
import type { Api } from '../api.ts'
import { createImageTaskRuns } from './image-task-runs.ts'
import type { ImageTarget } from './inspector.ts'
import { IDLE, isRunning, type PageWork, type TaskState } from './task-state.ts'

export interface ImageTasksState {
  /** The image that the work is on. */
  readonly target: ImageTarget | undefined
  readonly works: Readonly<Record<PageWork, TaskState>>
  readonly actions: ImageTasksActions
}

export interface ImageTasksActions {
  /** Turns to an image; work on another one is cancelled and forgotten. */
  readonly turnTo: (target: ImageTarget) => void
  readonly start: (work: PageWork) => Promise<void>
  readonly cancel: (work: PageWork) => void
  /** Forgets all, and gives up what runs: the image is read anew, or the page is left. */
  readonly clear: () => void
}

export const IMAGE_WORKS: readonly PageWork[] = ['check', 'snapshot-space', 'map', 'zeros']

const initialImageTasks = () => ({
  target: undefined as ImageTarget | undefined,
  works: {
    check: IDLE,
    'snapshot-space': IDLE,
    map: IDLE,
    zeros: IDLE,
  } as ImageTasksState['works'],
})

export type ImageTasksStore = ReturnType<typeof createImageTasksStore>

export function createImageTasksStore(api: Pick<Api, 'request' | 'onTaskEvent'>) {
  return createStore<ImageTasksState>((set, get) => {
    const put = (work: PageWork, state: TaskState) =>
      set(({ works }) => ({ works: { ...works, [work]: state } }))
    const runs = createImageTaskRuns(api, { stateOf: (work) => get().works[work], put })
    const clear = () => {
      runs.giveUp()
      set(initialImageTasks())
    }
    return {
      ...initialImageTasks(),
      actions: {
        turnTo: (target) => {
          const { target: current } = get()
          if (current?.placeId === target.placeId && current.path === target.path) return
          clear()
          set({ target })
        },
        start: async (work) => {
          const { target, works } = get()
          if (target === undefined || isRunning(works[work])) return
          // Zeros were found in the map before: a new one knows nothing of them.
          if (work === 'map') put('zeros', IDLE)
          await runs.start(work, target)
        },
        cancel: runs.cancel,
        clear,
      },
    }
  })
}

export const selectImageTaskActions = (state: ImageTasksState) => state.actions
