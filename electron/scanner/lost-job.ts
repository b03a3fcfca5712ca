import { Refusal } from '../failure.ts'
import type { JobEnd } from './jobs.ts'

/** Why a job has not ended as it was to: what whoever asked is told. */
export function lost(end: JobEnd, path: string): Refusal {
  if (end.kind === 'failed') return Refusal.of(end.failure)
  if (end.kind === 'silent') return new Refusal('not-responding', 'no answer', path)
  return new Refusal('scanner-stopped', `the worker has ended: ${end.kind}`, path)
}
