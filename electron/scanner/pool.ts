import type { UnitResult } from '../../shared/scan/model.ts'
import type { Job, JobEnd } from './jobs.ts'
import type { ScannerOptions } from './options.ts'
import { SILENCE_POLLS } from './pulse.ts'
import type { Thread, ThreadFactory } from './thread.ts'

export interface JobOptions {
  readonly onResults?: (results: readonly UnitResult[]) => void
  readonly onProgress?: (done: number, total: number) => void
  /** Told when the job ends without an answer: the index of the unit that was being read. */
  readonly onLost?: (unit: number) => void
  readonly signal?: AbortSignal
  /** Milliseconds without a beat after which the worker counts as hanging. */
  readonly silence?: number
  /** Where it is cancelled it answers with what it has, which may take longer than to hear of it. */
  readonly keepsPart?: boolean
}

/** Runs jobs on threads, of which as many as scan are kept for the next job, and replaced when they hang. */
export class ThreadPool {
  readonly #start: ThreadFactory
  readonly #options: ScannerOptions
  readonly #idle: Thread[] = []

  constructor(start: ThreadFactory, options: ScannerOptions) {
    this.#start = start
    this.#options = options
  }

  /** Starts threads ahead of the first job. */
  warm(): void {
    while (this.#idle.length < this.#options.workers) this.#keep(this.#start())
  }

  /** Always resolves. A hanging thread is left behind after the silence or the cancel's grace. */
  run(job: Job, options: JobOptions = {}): Promise<JobEnd> {
    const thread = this.#idle.pop() ?? this.#start()
    return new Promise((resolve) => {
      const stopWatching = this.#watch(thread, options, finish)
      thread.onMessage((message) => {
        if (message.kind === 'results') options.onResults?.(message.results)
        else if (message.kind === 'progress') options.onProgress?.(message.done, message.total)
        else finish(message)
      })
      thread.onDeath(() => finish({ kind: 'died' }))
      thread.pulse.reset()
      thread.post(job)

      const pool = this
      function finish(end: JobEnd): void {
        stopWatching()
        if (isAnswer(end)) pool.#keep(thread)
        else {
          options.onLost?.(thread.pulse.unit)
          thread.abandon()
        }
        resolve(end)
      }
    })
  }

  /** More than scan at once were needed for a moment: each that is left holds memory. */
  #keep(thread: Thread): void {
    if (this.#idle.length >= this.#options.workers) {
      thread.abandon()
      return
    }
    thread.onMessage(() => undefined)
    thread.onDeath(() => {
      const at = this.#idle.indexOf(thread)
      if (at >= 0) this.#idle.splice(at, 1)
    })
    this.#idle.push(thread)
  }

  #watch(thread: Thread, options: JobOptions, finish: (end: JobEnd) => void): () => void {
    const silence = options.silence ?? this.#options.silence
    const stopSilence = onSilence(thread, silence, () => finish({ kind: 'silent' }))
    let grace: NodeJS.Timeout | undefined
    const cancel = () => {
      thread.pulse.stop()
      const { cancelGrace, partGrace } = this.#options
      const wait = options.keepsPart === true ? partGrace : cancelGrace
      grace = setTimeout(() => finish({ kind: 'stopped' }), wait)
    }
    options.signal?.addEventListener('abort', cancel, { once: true })
    return () => {
      stopSilence()
      clearTimeout(grace)
      options.signal?.removeEventListener('abort', cancel)
    }
  }
}

function isAnswer(end: JobEnd): boolean {
  return end.kind !== 'silent' && end.kind !== 'stopped' && end.kind !== 'died'
}

/**
 * Calls `act` when the thread has had no beat for `silence` milliseconds. Looks are counted, not time:
 * where all of the process was stopped for a while, its threads could not beat, and none of them hangs.
 */
function onSilence(thread: Thread, silence: number, act: () => void): () => void {
  let beats = thread.pulse.beats
  let polls = 0
  const timer = setInterval(() => {
    polls = thread.pulse.beats === beats ? polls + 1 : 0
    beats = thread.pulse.beats
    if (polls >= SILENCE_POLLS) act()
  }, silence / SILENCE_POLLS)
  return () => clearInterval(timer)
}
