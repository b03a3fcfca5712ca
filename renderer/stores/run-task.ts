import type { TreePath } from '../../shared/files/tree.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, ImageWork, TaskEvent } from '../../shared/ipc/tasks.ts'
import type { Api } from '../api.ts'

export interface TaskOrder {
  readonly placeId: string
  readonly path: TreePath
  readonly work: ImageWork
}

export type TaskOutcome =
  | { readonly ok: true; readonly value: ImageTaskResult }
  | { readonly ok: false; readonly failure: Failure }

/** Runs one piece of work on an image to its end; `signal` cancels it in the scanner too. */
export function runTask(
  api: Pick<Api, 'request' | 'onTaskEvent'>,
  { placeId, path, work }: TaskOrder,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  return new Promise((resolve) => {
    let taskId: string | undefined
    /** Events can overtake the answer that tells their id. */
    const early: TaskEvent[] = []
    const hear = (event: TaskEvent) => {
      if (taskId === undefined) early.push(event)
      if (event.taskId === taskId && event.kind !== 'task-progress') end(outcomeOf(event))
    }
    const cancel = () => {
      if (taskId !== undefined) void api.request('image:cancel', taskId)
    }
    const end = (outcome: TaskOutcome) => {
      stopHearing()
      signal.removeEventListener('abort', cancel)
      resolve(outcome)
    }
    const begin = async () => {
      const answer = await api.request('image:start', placeId, path, work)
      if (!answer.ok) return end(answer)
      taskId = answer.value.taskId
      if (signal.aborted) cancel()
      for (const event of early) hear(event)
    }
    const stopHearing = api.onTaskEvent(hear)
    signal.addEventListener('abort', cancel)
    void begin()
  })
}

function outcomeOf(event: Exclude<TaskEvent, { readonly kind: 'task-progress' }>): TaskOutcome {
  return event.kind === 'task-done'
    ? { ok: true, value: event.result }
    : { ok: false, failure: event.failure }
}
