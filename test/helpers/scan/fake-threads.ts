import type { Job, JobMessage } from '../../../electron/scanner/jobs.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import type { Thread } from '../../../electron/scanner/thread.ts'

/** What a fake worker does with a job; what it returns without an answer, hangs. */
export type Behaviour = (job: Job, worker: FakeWorker) => void | Promise<void>

export interface FakeWorker {
  readonly pulse: Pulse
  tell(message: JobMessage): void
  die(): void
}

export interface FakeThreads {
  readonly start: () => Thread
  readonly started: () => number
  readonly abandoned: () => number
}

/** Workers without threads: messages arrive later, as they do from a thread. */
export function fakeThreads(behave: Behaviour): FakeThreads {
  let started = 0
  let abandoned = 0
  const start = (): Thread => {
    started += 1
    let hear: (message: JobMessage) => void = () => undefined
    let die: () => void = () => undefined
    const worker: FakeWorker = {
      pulse: new Pulse(),
      tell: (message) => void setImmediate(() => hear(message)),
      die: () => void setImmediate(() => die()),
    }
    return {
      pulse: worker.pulse,
      post: (job) => void setImmediate(() => behave(job, worker)),
      onMessage(listener) {
        hear = listener
      },
      onDeath(listener) {
        die = listener
      },
      // A real thread that hangs in a call may still send something much later: so can this one.
      abandon() {
        abandoned += 1
        hear = () => undefined
        die = () => undefined
      },
    }
  }
  return { start, started: () => started, abandoned: () => abandoned }
}
