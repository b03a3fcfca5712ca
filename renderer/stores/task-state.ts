import type { Failure } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, ImageWork } from '../../shared/ipc/tasks.ts'
import type { TaskOutcome } from './run-task.ts'

/** What an image's own page starts. */
export type PageWork = Exclude<ImageWork, 'measure'>

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

export const IDLE: TaskState = { kind: 'idle' }
export const STARTED: TaskState = { kind: 'running', done: 0, total: 0 }
const CANCELLED: TaskState = { kind: 'idle', wasCancelled: true }

export const isRunning = ({ kind }: TaskState): boolean =>
  kind === 'running' || kind === 'cancelling'

export function endState(outcome: TaskOutcome): TaskState {
  if (outcome.ok) return { kind: 'done', result: outcome.value }
  const { failure } = outcome
  // What the user has stopped is no failure to be told of.
  return failure.code === 'cancelled' ? CANCELLED : { kind: 'failed', failure }
}
