import { Worker } from 'node:worker_threads'
import type { Job, JobMessage } from './jobs.ts'
import type { WorkerStart } from './looking.ts'
import { Pulse } from './pulse.ts'

/** A worker thread as the pool sees it. */
export interface Thread {
  readonly pulse: Pulse
  post(job: Job): void
  /** One listener for each; a new one replaces the old. */
  onMessage(listener: (message: JobMessage) => void): void
  onDeath(listener: () => void): void
  /** Leaves it behind: it is told to end, but may hang in a system call until that returns. */
  abandon(): void
}

export type ThreadFactory = () => Thread

/** Starts threads that run the worker's `file`. */
export function workerThreads(file: URL): ThreadFactory {
  return () => {
    const pulse = new Pulse()
    const worker = new Worker(file, { workerData: { pulse: pulse.memory } satisfies WorkerStart })
    let hear: (message: JobMessage) => void = () => undefined
    let die: () => void = () => undefined
    worker.on('message', (message: JobMessage) => hear(message))
    // Without a listener an error of the worker would end the whole process.
    worker.on('error', () => undefined)
    worker.on('exit', () => die())
    return {
      pulse,
      post: (job) => worker.postMessage(job),
      onMessage(listener) {
        hear = listener
      },
      onDeath(listener) {
        die = listener
      },
      abandon() {
        hear = () => undefined
        die = () => undefined
        worker.unref()
        void worker.terminate()
      },
    }
  }
}
