import { TreeError, type TreeFault } from '../../shared/files/tree.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import { toFailure } from '../failure.ts'
import { type OpenedPath, type PlanOutcome, planTogether } from '../files/opened-paths.ts'
import type { JobEnd } from './jobs.ts'
import { lossFault } from './lost-unit.ts'
import type { ScannerOptions } from './options.ts'
import type { ThreadPool } from './pool.ts'

export interface PlanContext {
  readonly pool: ThreadPool
  readonly options: ScannerOptions
  readonly signal: AbortSignal
}

/** One plan of what could be opened, with what could not; or why there is none. */
export type PathsPlan =
  | { readonly kind: 'planned'; readonly plan: ScanPlan; readonly notOpened: readonly TreeFault[] }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Plans each path as a job of its own: one that is gone or hangs costs only itself. */
export async function planPaths(
  paths: readonly OpenedPath[],
  context: PlanContext,
): Promise<PathsPlan> {
  const ends = await endsOf(paths, context)
  if (ends.some(({ kind }) => kind === 'stopped')) return { kind: 'failed', failure: STOPPED }
  const outcomes = ends.map((end, at) => outcomeOf(end, paths[at]?.real ?? ''))
  const { plan, notOpened } = planTogether(paths, outcomes)
  if (plan === undefined) return { kind: 'failed', failure: whyNone(ends) }
  return { kind: 'planned', plan, notOpened }
}

/** In the order of the paths, though as many as there are workers are looked at together. */
async function endsOf(
  paths: readonly OpenedPath[],
  { pool, options, signal }: PlanContext,
): Promise<readonly JobEnd[]> {
  const ends: JobEnd[] = paths.map(() => ({ kind: 'stopped' }))
  const waiting = paths.entries()
  const lane = async () => {
    for (const [at, path] of waiting) {
      if (signal.aborted) return
      ends[at] = await pool.run({ kind: 'plan', path }, { signal })
    }
  }
  await Promise.all(Array.from({ length: options.workers }, lane))
  return ends
}

function outcomeOf(end: JobEnd, path: string): PlanOutcome {
  if (end.kind === 'planned' || end.kind === 'not-opened') return end
  const loss = end.kind === 'silent' ? 'not-responding' : 'failed'
  return { kind: 'not-opened', fault: lossFault(path, loss) }
}

const STOPPED: Failure = {
  code: 'cancelled',
  message: 'stopped before the folder was understood',
}

/** Nothing could be planned: what is told is why the first could not. */
function whyNone([end]: readonly JobEnd[]): Failure {
  switch (end?.kind) {
    case 'not-opened':
      return toFailure(new TreeError(end.fault.code, end.fault.path, end.fault.errno))
    case 'failed':
      return end.failure
    case 'silent':
      return { code: 'not-responding', message: 'the folder does not answer' }
    default:
      return { code: 'scanner-stopped', message: 'the worker that read the folder has ended' }
  }
}
