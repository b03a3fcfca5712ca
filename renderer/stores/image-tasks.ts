import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, ImageWork, TaskEvent } from '../../shared/ipc/tasks.ts'
import type { Api } from '../api.ts'
import type { ImageTarget } from './inspector.ts'

/** How a piece of work stands; `cancelling` from the click until the scanner's answer. */
export type TaskState =
  | { readonly kind: 'idle'; readonly wasCancelled?: true }
  | {
      readonly kind: 'running' | 'cancelling'
      /** Bytes; both 0 until the first progress. */
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'done'; readonly result: ImageTaskResult }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What an image's own page starts. */
export type PageWork = Exclude<ImageWork, 'measure'>

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

const IDLE: TaskState = { kind: 'idle' }
const CANCELLED: TaskState = { kind: 'idle', wasCancelled: true }
const STARTED: TaskState = { kind: 'running', done: 0, total: 0 }

const initialImageTasks = () => ({
  target: undefined as ImageTarget | undefined,
  works: {
    check: IDLE,
    'snapshot-space': IDLE,
    map: IDLE,
    zeros: IDLE,
  } as ImageTasksState['works'],
})

export const isRunning = ({ kind }: TaskState): boolean =>
  kind === 'running' || kind === 'cancelling'

export type ImageTasksStore = ReturnType<typeof createImageTasksStore>

export function createImageTasksStore(api: Pick<Api, 'request' | 'onTaskEvent'>) {
  return createStore<ImageTasksState>((set, get) => {
    /** Ids of what runs now. An event of any other id is of work that was given up. */
    const ids = new Map<PageWork, string>()
    /** Counts turns to another image: an answer that belongs to an older one is dropped. */
    let turn = 0
    /** Events can overtake the answer that tells their id; they wait for it here. */
    let early: TaskEvent[] = []
    let starting = 0

    const put = (work: PageWork, state: TaskState) =>
      set(({ works }) => ({ works: { ...works, [work]: state } }))

    const workOf = (taskId: string) => [...ids].find(([, id]) => id === taskId)?.[0]

    const hear = (event: TaskEvent) => {
      const work = workOf(event.taskId)
      if (work === undefined) {
        if (starting > 0) early.push(event)
        return
      }
      put(work, nextState(get().works[work], event))
      if (event.kind !== 'task-progress') ids.delete(work)
    }
    api.onTaskEvent(hear)

    const stop = (taskId: string) => void api.request('image:cancel', taskId)

    const clear = () => {
      for (const id of ids.values()) stop(id)
      ids.clear()
      turn += 1
      set(initialImageTasks())
    }

    const begin = async (work: PageWork, { placeId, path }: ImageTarget) => {
      const own = turn
      put(work, STARTED)
      // Zeros were found in the map before: a new one knows nothing of them.
      if (work === 'map') put('zeros', IDLE)
      starting += 1
      const answer = await api.request('image:start', placeId, path, work)
      starting -= 1
      const waiting = early
      if (starting === 0) early = []
      if (own !== turn) {
        if (answer.ok) stop(answer.value.taskId)
        return
      }
      if (!answer.ok) {
        put(work, { kind: 'failed', failure: answer.failure })
        return
      }
      const { taskId } = answer.value
      ids.set(work, taskId)
      // Cancelled before it had an id.
      if (get().works[work].kind === 'cancelling') stop(taskId)
      for (const event of waiting) if (event.taskId === taskId) hear(event)
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
          if (target !== undefined && !isRunning(works[work])) await begin(work, target)
        },
        cancel: (work) => {
          const state = get().works[work]
          if (state.kind !== 'running') return
          put(work, { ...state, kind: 'cancelling' })
          const taskId = ids.get(work)
          if (taskId !== undefined) stop(taskId)
        },
        clear,
      },
    }
  })
}

function nextState(state: TaskState, event: TaskEvent): TaskState {
  switch (event.kind) {
    case 'task-progress': {
      const { done, total } = event
      return state.kind === 'cancelling' ? state : { kind: 'running', done, total }
    }
    case 'task-done':
      return { kind: 'done', result: event.result }
    case 'task-failed':
      // What the user has stopped is no failure to be told of.
      return event.failure.code === 'cancelled'
        ? CANCELLED
        : { kind: 'failed', failure: event.failure }
  }
}

export const selectImageTaskActions = (state: ImageTasksState) => state.actions
