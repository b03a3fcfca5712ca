import type { ChainHost } from '../../shared/analysis/chain/chain-host.ts'
import {
  createNodeAnalysis,
  type NodeAnalysis,
  type NodeOptions,
} from '../../shared/analysis/node.ts'
import type { TreeFault } from '../../shared/files/tree.ts'
import type { ScanEnd, UnitResult } from '../../shared/scan/model.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'
import { ScanTally } from '../../shared/scan/tally.ts'
import { foldersOf } from '../files/opened-paths.ts'
import { notResponding } from './lookups.ts'
import { type Loss, lostUnit } from './lost-unit.ts'
import { ScanFeed } from './scan-feed.ts'
import type { FinishedScan, ScanRunContext } from './scan-run.ts'

export interface PlannedScanContext extends ScanRunContext {
  readonly scanId: string
  readonly signal: AbortSignal
  readonly startedAtMs: number
  readonly givenRoot?: string
  /** What should have been scanned with it and could not be opened. */
  readonly notOpened: readonly TreeFault[]
  /** Looks on the disk for chain members that no unit brings, when all units are in. */
  readonly lookup: ChainHost['lookup']
}

/** Hands the units of a plan to workers and takes in what they bring. */
export class PlannedScan {
  readonly results: UnitResult[]
  readonly #plan: ScanPlan
  readonly #context: PlannedScanContext
  readonly #analysis: NodeAnalysis
  readonly #tally: ScanTally
  readonly #feed: ScanFeed
  /** Last unit first, so that giving back the rest of a chunk costs nothing. */
  readonly #queue: ScanUnit[]
  #losses = 0
  #loss: Loss | undefined
  /** A worker hung when it was told to end: the analysis would wait in the same call, and Cancel with it. */
  #isStopped = false

  constructor(plan: ScanPlan, context: PlannedScanContext) {
    this.#plan = plan
    this.#context = context
    this.#queue = plan.units.toReversed()
    this.results = [plan.result, ...(plan.others ?? [])]
    this.#analysis = createNodeAnalysis(plan, this.#analysisOptions())
    this.#tally = new ScanTally(plan.units.length, context.startedAtMs)
    for (const { entries } of this.results) this.#tally.addAll(entries)
    this.#feed = new ScanFeed(this.#tally, context)
  }

  /** Always resolves; what could not be read is in the result. */
  async run(): Promise<Omit<FinishedScan, 'paths' | 'found' | 'close'>> {
    const { options, startedAtMs } = this.#context
    await Promise.all(Array.from({ length: options.workers }, () => this.#lane()))
    this.#feed.close()
    const end = this.#end()
    const finishedAtMs = Date.now()
    const { rootPath, layout, nodes, fileSystem } = this.#plan
    return {
      ...this.#analysis.finish(end, startedAtMs, finishedAtMs),
      scan: {
        rootPath,
        layout,
        ...(nodes !== undefined && { nodes }),
        ...(fileSystem !== undefined && { fileSystem }),
        startedAtMs,
        finishedAtMs,
        end,
        units: this.results,
      },
    }
  }

  #analysisOptions(): NodeOptions {
    const { givenRoot, lookup, notOpened } = this.#context
    return {
      notOpened,
      ...(givenRoot !== undefined && { givenRoot }),
      lookup: (address, by) => {
        return this.#isStopped ? notResponding(address) : lookup(address, by)
      },
    }
  }

  #end(): ScanEnd {
    const { notOpened, signal } = this.#context
    if (signal.aborted) return { state: 'partial', reason: 'cancelled' }
    if (this.#loss !== undefined) return { state: 'partial', reason: this.#loss }
    return notOpened.length > 0 ? { state: 'partial', reason: 'not-opened' } : { state: 'complete' }
  }

  /** Reads chunk after chunk, on one worker at a time, until nothing is left. */
  async #lane(): Promise<void> {
    while (!this.#context.signal.aborted) {
      const units = this.#queue.splice(-this.#context.options.chunk).toReversed()
      if (units.length === 0) return
      await this.#read(units)
    }
  }

  async #read(units: readonly ScanUnit[]): Promise<void> {
    const { pool, signal } = this.#context
    const { rootPath } = this.#plan
    const folders = foldersOf(this.#plan)
    let done = 0
    let current = 0
    const end = await pool.run(
      { kind: 'scan', rootPath, ...(folders !== undefined && { folders }), units },
      {
        signal,
        onResults: (results) => {
          done += results.length
          for (const result of results) this.#add(result)
        },
        onLost: (unit) => {
          current = unit
        },
      },
    )
    if (end.kind === 'scanned') return
    this.#isStopped ||= end.kind === 'stopped'
    if (end.kind === 'stopped') return
    // A worker that answers with a failure has read nothing beyond what it brought.
    const at = end.kind === 'failed' ? done : Math.max(current, done)
    this.#goOn(units, done, at, end.kind === 'silent' ? 'not-responding' : 'failed')
  }

  /** Marks the unit that a worker was lost on and puts the others that it did not bring back. */
  #goOn(units: readonly ScanUnit[], done: number, at: number, loss: Loss): void {
    this.#loss = loss
    this.#losses += 1
    const lost = units[at]
    if (lost !== undefined) this.#add(lostUnit(lost, loss))
    const rest = units.slice(done).filter((unit) => unit !== lost)
    this.#queue.push(...rest.toReversed())
    if (this.#losses < this.#context.options.maxLost) return
    for (const unit of this.#queue.splice(0)) this.#add(lostUnit(unit, loss))
  }

  #add(result: UnitResult): void {
    this.results.push(result)
    this.#tally.addAll(result.entries)
    this.#tally.unitDone()
    const row = this.#analysis.add(result)
    if (row !== undefined) this.#feed.add(row)
  }
}
