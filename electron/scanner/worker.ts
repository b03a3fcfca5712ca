import { parentPort, workerData } from 'node:worker_threads'
import type { Job, JobMessage } from './jobs.ts'
import { answerQuestions, type WorkerStart } from './looking.ts'
import { Pulse } from './pulse.ts'
import { runJob } from './run-job.ts'

// The entry of a worker thread: one job after another, each in synchronous calls, or looks for an analysis.

const start = workerData as WorkerStart
const pulse = new Pulse(start.pulse)

if (start.looking !== undefined) answerQuestions(start.looking, pulse)
else
  parentPort?.on('message', (job: Job) => {
    runJob(job, pulse, (message) => parentPort?.postMessage(message, handedOver(message)))
  })

/** A map's columns are tens of megabytes: the worker gives them away instead of copying them. */
function handedOver(message: JobMessage): ArrayBuffer[] {
  if (message.kind !== 'mapped') return []
  const { starts, offsets, classes, files } = message.map.table
  return [starts.buffer, offsets.buffer, classes.buffer, files.buffer]
}
