import { parentPort, workerData } from 'node:worker_threads'
import type { Job } from './jobs.ts'
import { Pulse } from './pulse.ts'
import { runJob } from './run-job.ts'

// The entry of a worker thread: one job after another, each in synchronous calls.

const pulse = new Pulse(workerData as SharedArrayBuffer)

parentPort?.on('message', (job: Job) => {
  runJob(job, pulse, (message) => parentPort?.postMessage(message))
})
