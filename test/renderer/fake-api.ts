import type { Api } from '../../renderer/api.ts'
import type { RequestAnswer, RequestArguments } from '../../shared/ipc/channels.ts'
import type { PushChannels, RequestChannel } from '../../shared/ipc/contract.ts'
import type { PortEvent, ScanEvent } from '../../shared/ipc/port-events.ts'
import type { TaskEvent } from '../../shared/ipc/tasks.ts'

export type Answers = {
  [C in RequestChannel]?: (
    ...args: RequestArguments<C>
  ) => RequestAnswer<C> | Promise<RequestAnswer<C>>
}

export interface FakeApi extends Api {
  /** Channel and arguments of each request, in order. */
  readonly requests: readonly (readonly [RequestChannel, ...unknown[]])[]
  emit(event: PortEvent): void
  push<C extends keyof PushChannels>(channel: C, ...args: Parameters<PushChannels[C]>): void
}

export const ok = <T>(value: T) => ({ ok: true, value }) as const
export const fail = (code: 'permission' | 'not-found' | 'not-an-image' | 'internal') =>
  ({ ok: false, failure: { code, message: code } }) as const

/** The other side of the window, in the test's hands. A channel without an answer is a mistake. */
export function fakeApi(answers: Answers = {}): FakeApi {
  const requests: (readonly [RequestChannel, ...unknown[]])[] = []
  const scanListeners = new Set<(event: ScanEvent) => void>()
  const taskListeners = new Set<(event: TaskEvent) => void>()
  const pushListeners = new Map<string, Set<(...args: never[]) => void>>()
  return {
    requests,
    request: async (channel, ...args) => {
      requests.push([channel, ...args])
      const answer = answers[channel] as ((...args: unknown[]) => never) | undefined
      const isCancel = channel === 'scan:cancel' || channel === 'image:cancel'
      if (isCancel && answer === undefined) return ok(undefined) as never
      // Asked for beside everything else that the details show of an instance.
      if (channel === 'scan:travel' && answer === undefined) return fail('not-found') as never
      // Asked for of each scan that has steps.
      if (channel === 'plan:open' && answer === undefined) return fail('not-found') as never
      if (answer === undefined) throw new Error(`no answer for ${channel}`)
      return answer(...args)
    },
    on: (channel, listener) => {
      const set = pushListeners.get(channel) ?? new Set()
      set.add(listener)
      pushListeners.set(channel, set)
      return () => set.delete(listener)
    },
    pathForFile: (file) => `/dropped/${(file as File).name}`,
    onScanEvent: (listener) => {
      scanListeners.add(listener)
      return () => scanListeners.delete(listener)
    },
    onTaskEvent: (listener) => {
      taskListeners.add(listener)
      return () => taskListeners.delete(listener)
    },
    emit: (event) => {
      if ('taskId' in event) for (const listener of taskListeners) listener(event)
      else for (const listener of scanListeners) listener(event)
    },
    push: (channel, ...args) => {
      for (const listener of pushListeners.get(channel) ?? [])
        listener(...(args as unknown as never[]))
    },
  }
}

/** Frames that the test lets pass. */
export function manualFrames() {
  let waiting: (() => void)[] = []
  const step = () => {
    const now = waiting
    waiting = []
    for (const callback of now) callback()
  }
  return {
    schedule: (callback: () => void) => {
      waiting.push(callback)
    },
    /** One frame. */
    step,
    /** Frames until nothing waits for one. */
    pass: () => {
      while (waiting.length > 0) step()
    },
    get count() {
      return waiting.length
    },
  }
}

/** An answer that the test gives when it wants to. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((give) => {
    resolve = give
  })
  return { promise, resolve }
}
