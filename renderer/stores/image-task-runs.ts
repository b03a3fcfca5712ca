import type { Api } from '../api.ts'
import type { ImageTarget } from './inspector.ts'
import { type RunningTask, startTask } from './run-task.ts'
import { endState, type PageWork, STARTED, type TaskState } from './task-state.ts'

/** What the store lets its work change. */
interface StoreAccess {
  readonly stateOf: (work: PageWork) => TaskState
  readonly put: (work: PageWork, state: TaskState) => void
}

/** The work of a page that runs in the scanner, at most one of each kind. */
export interface ImageTaskRuns {
  /** Resolved once it has begun. */
  start(work: PageWork, target: ImageTarget): Promise<void>
  cancel(work: PageWork): void
  /** Stops all, and drops what is still to come of it. */
  giveUp(): void
}

export function createImageTaskRuns(
  api: Pick<Api, 'request' | 'onTaskEvent'>,
  { stateOf, put }: StoreAccess,
): ImageTaskRuns {
  /** What comes of any other task is of work that was given up. */
  const running = new Map<PageWork, RunningTask>()

  const start: ImageTaskRuns['start'] = (work, { placeId, path }) => {
    put(work, STARTED)
    const task = startTask(
      api,
      { placeId, path, work },
      {
        onProgress: (done, total) => {
          const isOwn = running.get(work) === task
          if (isOwn && stateOf(work).kind === 'running') put(work, { kind: 'running', done, total })
        },
        onEnd: (outcome) => {
          if (running.get(work) !== task) return
          running.delete(work)
          put(work, endState(outcome))
        },
      },
    )
    running.set(work, task)
    return task.started
  }

  const cancel = (work: PageWork) => {
    const state = stateOf(work)
    if (state.kind !== 'running') return
    put(work, { ...state, kind: 'cancelling' })
    running.get(work)?.cancel()
  }

  const giveUp = () => {
    for (const task of running.values()) task.cancel()
    running.clear()
  }

  return { start, cancel, giveUp }
}
