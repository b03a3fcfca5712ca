import type { FileTree } from '../../shared/files/tree.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import { scanUnit } from '../../shared/scan/unit.ts'
import { toFailure } from '../failure.ts'
import { liveTree } from '../files/live-tree.ts'
import { treeOf, tryPlan } from '../files/opened-paths.ts'
import { writeSampleNode } from '../sample/write.ts'
import { beatingTree } from './beating-tree.ts'
import { workOnImage } from './image-work.ts'
import { inspectLive } from './inspect.ts'
import type { Job, JobAnswer, JobMessage } from './jobs.ts'
import { SCANNER_OPTIONS } from './options.ts'
import type { Pulse } from './pulse.ts'
import { WorkSteps } from './work-steps.ts'

/** Does one job to its end with synchronous calls; whatever goes wrong is an answer too. */
export function runJob(job: Job, pulse: Pulse, tell: (message: JobMessage) => void): void {
  try {
    tell(answer(job, pulse, tell))
  } catch (error) {
    tell({ kind: 'failed', failure: toFailure(error) })
  }
}

function answer(job: Job, pulse: Pulse, tell: (message: JobMessage) => void): JobAnswer {
  const open = (rootPath: string) => beatingTree(liveTree(rootPath), () => pulse.beat())
  switch (job.kind) {
    case 'plan':
      return tryPlan(job.path, open)
    case 'scan':
      scanUnits(job, pulse, treeOf(job.rootPath, job.folders, open), tell)
      return { kind: 'scanned' }
    case 'inspect':
      return { kind: 'inspected', report: inspectLive(job.request, open) }
    case 'work':
      return workOnImage(job, open, new WorkSteps(pulse, tell))
    case 'sample':
      return { kind: 'written', rootPath: writeSampleNode(job.folder).rootPath }
  }
}

type ScanJob = Extract<Job, { readonly kind: 'scan' }>

function scanUnits(
  { units }: ScanJob,
  pulse: Pulse,
  tree: FileTree,
  tell: (message: JobMessage) => void,
): void {
  const batch = new ResultBatch(tell)
  const cancelled = () => pulse.isStopped
  try {
    for (const [index, unit] of units.entries()) {
      if (cancelled()) break
      pulse.begin(index)
      batch.add(scanUnit(tree, unit, { cancelled }))
    }
  } finally {
    batch.flush()
  }
}

/** Collects results until they are worth a message. */
class ResultBatch {
  readonly #tell: (message: JobMessage) => void
  #results: UnitResult[] = []
  #entries = 0
  #since = performance.now()

  constructor(tell: (message: JobMessage) => void) {
    this.#tell = tell
  }

  add(result: UnitResult): void {
    this.#results.push(result)
    this.#entries += result.entries.length
    const { batch, batchRows } = SCANNER_OPTIONS
    if (this.#entries >= batchRows || performance.now() - this.#since >= batch) this.flush()
  }

  flush(): void {
    if (this.#results.length > 0) this.#tell({ kind: 'results', results: this.#results })
    this.#results = []
    this.#entries = 0
    this.#since = performance.now()
  }
}
