import type { TreePath } from '../../shared/files/tree.ts'
import type { Result } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, ImageWork, TaskEvent } from '../../shared/ipc/tasks.ts'
import type { Api } from '../api.ts'

export interface TaskOrder {
  readonly placeId: string
  readonly path: TreePath
  readonly work: ImageWork
}

export type TaskOutcome = Result<ImageTaskResult>

/** Who started a piece of work hears of it here; of what comes after its end nothing. */
interface TaskListener {
  readonly onProgress?: (done: number, total: number) => void
  readonly onEnd: (outcome: TaskOutcome) => void
}

/** A piece of work in the scanner. */
export interface RunningTask {
  /** Resolved once the scanner has begun it, or has refused to. */
  readonly started: Promise<void>
  cancel(): void
}

/** Starts one piece of work on an image; the listener is called as its events come. */
export function startTask(
  api: Pick<Api, 'request' | 'onTaskEvent'>,
  { placeId, path, work }: TaskOrder,
  { onProgress, onEnd }: TaskListener,
): RunningTask {
  let taskId: string | undefined
  let isCancelled = false
  /** Events can overtake the answer that tells their id. */
  const early: TaskEvent[] = []
  const hear = (event: TaskEvent) => {
    if (taskId === undefined) early.push(event)
    if (event.taskId !== taskId) return
    if (event.kind === 'task-progress') onProgress?.(event.done, event.total)
    else end(outcomeOf(event))
  }
  const stopHearing = api.onTaskEvent(hear)
  const end = (outcome: TaskOutcome) => {
    stopHearing()
    onEnd(outcome)
  }
  const cancel = () => {
    isCancelled = true
    if (taskId !== undefined) void api.request('image:cancel', taskId)
  }
  const begin = async () => {
    const answer = await api.request('image:start', placeId, path, work)
    if (!answer.ok) return end(answer)
    taskId = answer.value.taskId
    // Cancelled before it had an id.
    if (isCancelled) cancel()
    for (const event of early) hear(event)
  }
  return { started: begin(), cancel }
}

/** Runs one piece of work on an image to its end; `signal` cancels it in the scanner too. */
export function runTask(
  api: Pick<Api, 'request' | 'onTaskEvent'>,
  order: TaskOrder,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  return new Promise((resolve) => {
    const onEnd = (outcome: TaskOutcome) => {
      signal.removeEventListener('abort', task.cancel)
      resolve(outcome)
    }
    const task = startTask(api, order, { onEnd })
    signal.addEventListener('abort', task.cancel)
    if (signal.aborted) task.cancel()
  })
}

function outcomeOf(event: Exclude<TaskEvent, { readonly kind: 'task-progress' }>): TaskOutcome {
  return event.kind === 'task-done'
    ? { ok: true, value: event.result }
    : { ok: false, failure: event.failure }
}
