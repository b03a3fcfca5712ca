import type { InstanceFiles } from '../../shared/ipc/answers.ts'
import type { PortEvent } from '../../shared/ipc/port-events.ts'
import type { SavedFile } from '../../shared/ipc/report-format.ts'
import type { Generator } from '../../shared/report/json/json.ts'
import { subjectName } from '../../shared/report/report-name.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import { Refusal } from '../failure.ts'
import type { ScannerCalls, StartScan } from './calls.ts'
import { HeldScans } from './held-scans.ts'
import { ImageTasks } from './image-tasks.ts'
import type { LookupsFactory } from './lookups.ts'
import { lost } from './lost-job.ts'
import type { ScannerOptions } from './options.ts'
import { type PlanAnswers, type PlanCalls, planAnswers } from './plan-calls.ts'
import { ThreadPool } from './pool.ts'
import { saveReport } from './report-file.ts'
import { freedOf, travelWith } from './scan-questions.ts'
import type { ThreadFactory } from './thread.ts'

/** Writing the sample asks the file system without beats. */
const SAMPLE_SILENCE = 60_000

export interface ServiceContext {
  readonly threads: ThreadFactory
  readonly lookups: LookupsFactory
  readonly options: ScannerOptions
  /** What reports say they were made by. */
  readonly generator: Generator
  readonly send: (event: PortEvent) => void
  /** A scan or a task has sent its last event. */
  readonly ended: (id: string) => void
}

type Answers = {
  readonly [C in Exclude<keyof ScannerCalls, keyof PlanCalls>]: (
    ...args: Parameters<ScannerCalls[C]>
  ) => ReturnType<ScannerCalls[C]> | Promise<ReturnType<ScannerCalls[C]>>
}

/** The scanner process without its process: keeps running and finished scans and answers calls. */
export class ScannerService implements Answers {
  /** Answers what is asked of clean-up plans. */
  readonly plans: PlanAnswers
  readonly #context: ServiceContext
  readonly #pool: ThreadPool
  readonly #tasks: ImageTasks
  readonly #scans: HeldScans

  constructor(context: ServiceContext) {
    this.#context = context
    this.#pool = new ThreadPool(context.threads, context.options)
    const { send, ended } = context
    this.#tasks = new ImageTasks({ pool: this.#pool, send, ended })
    this.#scans = new HeldScans(this.#pool, context)
    this.plans = planAnswers((scanId) => this.#scans.finished(scanId), context.generator)
    this.#pool.warm()
  }

  start(scan: StartScan): void {
    this.#scans.start(scan)
  }

  cancel(scanId: string): void {
    this.#scans.cancel(scanId)
  }

  instance(scanId: string, id: string): InstanceFiles {
    const isIt = ({ unit }: UnitResult) => unit.instance !== undefined && unit.path === id
    const result = this.#scans.resultsOf(scanId).findLast(isIt)
    if (result === undefined) throw new Refusal('not-found', 'no such instance in the scan', id)
    return { id, entries: result.entries }
  }

  freed(...[scanId, choice]: Parameters<ScannerCalls['freed']>) {
    return freedOf(this.#scans.finished(scanId), choice)
  }

  travel(...[scanId, id]: Parameters<ScannerCalls['travel']>) {
    return travelWith(this.#scans.finished(scanId), id)
  }

  async inspect(...[request]: Parameters<ScannerCalls['inspect']>) {
    const end = await this.#pool.run({ kind: 'inspect', request: this.#scans.withLayout(request) })
    if (end.kind === 'inspected') return end.report
    throw lost(end, request.path)
  }

  startTask(...[task]: Parameters<ScannerCalls['startTask']>): void {
    this.#tasks.start({ ...task, request: this.#scans.withLayout(task.request) })
  }

  cancelTask(taskId: string): void {
    this.#tasks.cancel(taskId)
  }

  mapWindow(...[mapId, request]: Parameters<ScannerCalls['mapWindow']>) {
    return this.#tasks.window(mapId, request)
  }

  extents(...[mapId, first, count]: Parameters<ScannerCalls['extents']>) {
    return this.#tasks.extents(mapId, first, count)
  }

  async sample(folder: string): Promise<string> {
    const end = await this.#pool.run({ kind: 'sample', folder }, { silence: SAMPLE_SILENCE })
    if (end.kind === 'written') return end.rootPath
    throw lost(end, folder)
  }

  subject(...[scanId]: Parameters<ScannerCalls['subject']>): string {
    return subjectName(this.#scans.finished(scanId).view)
  }

  report(
    ...[scanId, format, target, language]: Parameters<ScannerCalls['report']>
  ): Promise<SavedFile> {
    const { generator } = this.#context
    return saveReport(this.#scans.finished(scanId), format, target, { generator, language })
  }
}
