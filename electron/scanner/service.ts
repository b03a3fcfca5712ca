import type { DiskCell } from '../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../shared/files/tree.ts'
import type { InstanceFiles } from '../../shared/ipc/answers.ts'
import type { PortEvent } from '../../shared/ipc/port-events.ts'
import type { SavedFile } from '../../shared/ipc/report-format.ts'
import type { Generator } from '../../shared/report/json/json.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import { Refusal, toFailure } from '../failure.ts'
import type { ScannerCalls, StartScan } from './calls.ts'
import { isOfPlace } from './image-place.ts'
import { ImageTasks } from './image-tasks.ts'
import type { FoundDisk, InspectRequest, JobEnd } from './jobs.ts'
import type { ScannerOptions } from './options.ts'
import { type PlanAnswers, type PlanCalls, planAnswers } from './plan-calls.ts'
import { ThreadPool } from './pool.ts'
import { saveReport } from './report-file.ts'
import { freedOf, travelWith } from './scan-questions.ts'
import { type FinishedScan, ScanRun } from './scan-run.ts'
import type { ThreadFactory } from './thread.ts'

/** Writing the sample asks the file system without beats. */
const SAMPLE_SILENCE = 60_000

export interface ServiceContext {
  readonly threads: ThreadFactory
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
  readonly #running = new Map<string, ScanRun>()
  readonly #finished = new Map<string, FinishedScan>()

  constructor(context: ServiceContext) {
    this.#context = context
    this.#pool = new ThreadPool(context.threads, context.options)
    const { send, ended } = context
    this.#tasks = new ImageTasks({ pool: this.#pool, send, ended })
    this.plans = planAnswers((scanId) => this.#finishedScan(scanId), context.generator)
    this.#pool.warm()
  }

  start(scan: StartScan): void {
    const { options, send } = this.#context
    const run = new ScanRun(scan, { pool: this.#pool, options, send })
    this.#running.set(scan.scanId, run)
    void this.#follow(run)
  }

  cancel(scanId: string): void {
    this.#running.get(scanId)?.cancel()
  }

  instance(scanId: string, id: string): InstanceFiles {
    const isIt = ({ unit }: UnitResult) => unit.instance !== undefined && unit.path === id
    const result = this.#resultsOf(scanId).findLast(isIt)
    if (result === undefined) throw new Refusal('not-found', 'no such instance in the scan', id)
    return { id, entries: result.entries }
  }

  freed(...[scanId, choice]: Parameters<ScannerCalls['freed']>) {
    return freedOf(this.#finishedScan(scanId), choice)
  }

  travel(...[scanId, id]: Parameters<ScannerCalls['travel']>) {
    return travelWith(this.#finishedScan(scanId), id)
  }

  async inspect(...[request]: Parameters<ScannerCalls['inspect']>) {
    const end = await this.#pool.run({ kind: 'inspect', request: this.#withLayout(request) })
    if (end.kind === 'inspected') return end.report
    throw lost(end, request.path)
  }

  startTask(...[task]: Parameters<ScannerCalls['startTask']>): void {
    this.#tasks.start({ ...task, request: this.#withLayout(task.request) })
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

  report(
    ...[scanId, format, target, language]: Parameters<ScannerCalls['report']>
  ): Promise<SavedFile> {
    const { generator } = this.#context
    return saveReport(this.#finishedScan(scanId), format, target, { generator, language })
  }

  #finishedScan(scanId: string): FinishedScan {
    const scan = this.#finished.get(scanId)
    if (scan === undefined) throw new Refusal('not-found', `no finished scan has the id ${scanId}`)
    return scan
  }

  async #follow(run: ScanRun): Promise<void> {
    try {
      const finished = await run.run()
      if (finished !== undefined) this.#keep(run.scanId, finished)
    } catch (error) {
      this.#context.send({ kind: 'failed', scanId: run.scanId, failure: toFailure(error) })
    } finally {
      this.#running.delete(run.scanId)
      this.#context.ended(run.scanId)
    }
  }

  #keep(scanId: string, scan: FinishedScan): void {
    this.#finished.set(scanId, scan)
    const tooMany = this.#finished.size - this.#context.options.keptScans
    for (const old of [...this.#finished.keys()].slice(0, Math.max(0, tooMany))) {
      this.#finished.delete(old)
    }
  }

  /** With what a scan has found the image's folder to be. */
  #withLayout(request: InspectRequest): InspectRequest {
    const isIt = (scan: FinishedScan) => isOfPlace(scan, request)
    const finished = [...this.#finished.values()].findLast(isIt)
    if (finished === undefined) return request
    const { rootPath, layout, nodes } = finished.scan
    const disk = foundDisk(finished.view, request.path)
    return {
      ...request,
      found: { rootPath, layout, ...(nodes !== undefined && { nodes }) },
      ...(disk !== undefined && { disk }),
    }
  }

  #resultsOf(scanId: string): readonly UnitResult[] {
    const results = this.#running.get(scanId)?.results ?? this.#finished.get(scanId)?.scan.units
    if (results === undefined) throw new Refusal('not-found', `no scan has the id ${scanId}`)
    return results
  }
}

function foundDisk({ instances }: FinishedScan['view'], path: TreePath): FoundDisk | undefined {
  for (const { disks, layers = [] } of instances) {
    const isIt = (cell: DiskCell) => cell.path === path || cell.linkedAt === path
    const cell = disks.find(isIt) ?? layers.find(isIt)
    if (cell !== undefined) return { isRaw: cell.isReadRaw === true }
  }
  return undefined
}

function lost(end: JobEnd, path: string): Refusal {
  if (end.kind === 'failed') return Refusal.of(end.failure)
  if (end.kind === 'silent') return new Refusal('not-responding', 'no answer', path)
  return new Refusal('scanner-stopped', `the worker has ended: ${end.kind}`, path)
}
