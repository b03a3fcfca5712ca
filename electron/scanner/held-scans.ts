import type { DiskCell } from '../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../shared/files/tree.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import { Refusal, toFailure } from '../failure.ts'
import type { StartScan } from './calls.ts'
import { isOfPlace } from './image-place.ts'
import type { FoundDisk, InspectRequest } from './jobs.ts'
import type { ThreadPool } from './pool.ts'
import { type FinishedScan, ScanRun, type ScanRunContext } from './scan-run.ts'

export interface HeldScansContext extends Omit<ScanRunContext, 'pool'> {
  /** A scan has sent its last event. */
  readonly ended: (scanId: string) => void
}

/** The scans that run, and of those that have ended the last ones. */
export class HeldScans {
  readonly #pool: ThreadPool
  readonly #context: HeldScansContext
  readonly #running = new Map<string, ScanRun>()
  readonly #finished = new Map<string, FinishedScan>()

  constructor(pool: ThreadPool, context: HeldScansContext) {
    this.#pool = pool
    this.#context = context
  }

  start(scan: StartScan): void {
    const { options, lookups, send } = this.#context
    const run = new ScanRun(scan, { pool: this.#pool, options, lookups, send })
    this.#running.set(scan.scanId, run)
    void this.#follow(run)
  }

  cancel(scanId: string): void {
    this.#running.get(scanId)?.cancel()
  }

  /** Throws a `Refusal` where none has the id: this process is a new one, or the scan is too old. */
  finished(scanId: string): FinishedScan {
    const scan = this.#finished.get(scanId)
    if (scan === undefined) throw new Refusal('scan-lost', `no finished scan has the id ${scanId}`)
    return scan
  }

  /** What is known of a scan, also while it runs. Throws a `Refusal` where none has the id. */
  resultsOf(scanId: string): readonly UnitResult[] {
    const results = this.#running.get(scanId)?.results ?? this.#finished.get(scanId)?.scan.units
    if (results === undefined) throw new Refusal('scan-lost', `no scan has the id ${scanId}`)
    return results
  }

  /** With what a scan has found the image's folder to be. */
  withLayout(request: InspectRequest): InspectRequest {
    const isIt = (scan: FinishedScan) => isOfPlace(scan, request)
    const finished = [...this.#finished.values()].findLast(isIt)
    if (finished === undefined) return request
    const disk = foundDisk(finished.view, request.path)
    return {
      ...request,
      found: finished.found,
      ...(disk !== undefined && { disk }),
    }
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
    while (this.#finished.size > this.#context.options.keptScans) this.#forgetOne(scanId)
  }

  /** Of a cancelled scan first: the window then still shows the one before it. */
  #forgetOne(newest: string): void {
    const older = [...this.#finished.keys()].filter((id) => id !== newest)
    const old = older.find((id) => wasCancelled(this.#finished.get(id))) ?? older[0] ?? newest
    this.#finished.get(old)?.close()
    this.#finished.delete(old)
  }
}

function wasCancelled(scan: FinishedScan | undefined): boolean {
  const end = scan?.view.end
  return end?.state === 'partial' && end.reason === 'cancelled'
}

function foundDisk({ instances }: FinishedScan['view'], path: TreePath): FoundDisk | undefined {
  for (const { disks, layers = [] } of instances) {
    const isIt = (cell: DiskCell) => cell.path === path || cell.linkedAt === path
    const cell = disks.find(isIt) ?? layers.find(isIt)
    if (cell !== undefined) return { isRaw: cell.isReadRaw === true }
  }
  return undefined
}
