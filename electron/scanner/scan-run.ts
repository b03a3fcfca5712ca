import type { SpaceInput } from '../../shared/analysis/accounting/forest/forest.ts'
import type { TravelOf } from '../../shared/analysis/accounting/travel/travels.ts'
import type { ChainAt } from '../../shared/analysis/chain/scanned-chains.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { planPlaces } from '../../shared/analysis/opened/plan-places.ts'
import type { BackingPlaces } from '../../shared/analysis/places/backing-places.ts'
import type { ImagesInside } from '../../shared/analysis/rows/images-inside.ts'
import type { TreeFault } from '../../shared/files/tree.ts'
import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import { cutView } from '../../shared/ipc/view-parts.ts'
import type { Scan, UnitResult } from '../../shared/scan/model.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import { lookOnce } from '../files/look-once.ts'
import type { StartScan } from './calls.ts'
import { foundPlaces, type ScannedPlaces } from './image-place.ts'
import type { Lookups, LookupsFactory } from './lookups.ts'
import type { ScannerOptions } from './options.ts'
import { planPaths } from './plan-paths.ts'
import { PlannedScan } from './planned-scan.ts'
import type { ThreadPool } from './pool.ts'

/** A scan with the view that the window was sent. */
export interface FinishedScan extends ScannedPlaces {
  readonly scan: Scan
  readonly view: NodeView
  /** What takes space and what it stands on: what deletions are asked of. */
  readonly space: SpaceInput
  readonly travelOf: TravelOf
  readonly chainAt: ChainAt
  readonly imagesInside: ImagesInside
  /** Nothing is asked of it any more. */
  readonly close: () => void
}

export interface ScanRunContext {
  readonly pool: ThreadPool
  readonly lookups: LookupsFactory
  readonly options: ScannerOptions
  readonly send: (event: ScanEvent) => void
}

/** One scan: each path planned by one worker, then read by several, unit by unit. */
export class ScanRun {
  readonly scanId: string
  readonly #request: StartScan
  readonly #context: ScanRunContext
  readonly #cancel = new AbortController()
  readonly #startedAtMs = Date.now()
  #planned: PlannedScan | undefined

  constructor(request: StartScan, context: ScanRunContext) {
    this.scanId = request.scanId
    this.#request = request
    this.#context = context
  }

  /** Results that are in, also while the scan runs. */
  get results(): readonly UnitResult[] {
    return this.#planned?.results ?? []
  }

  cancel(): void {
    this.#cancel.abort()
  }

  /** Scans to the end, which is also sent. The finished scan, or undefined when it failed. */
  async run(): Promise<FinishedScan | undefined> {
    const { signal } = this.#cancel
    const { paths, notOpened } = this.#request
    const found = await planPaths(paths, { ...this.#context, signal })
    if (found.kind === 'planned') return this.#scan(found.plan, [...notOpened, ...found.notOpened])
    this.#context.send({ kind: 'failed', scanId: this.scanId, failure: found.failure })
    return undefined
  }

  async #scan(plan: ScanPlan, notOpened: readonly TreeFault[]): Promise<FinishedScan> {
    const places = this.#places(plan)
    const lookups = this.#lookups(places)
    const { givenRoot } = places
    const planned = new PlannedScan(plan, {
      ...this.#context,
      scanId: this.scanId,
      signal: this.#cancel.signal,
      startedAtMs: this.#startedAtMs,
      notOpened,
      ...(givenRoot !== undefined && { givenRoot }),
      lookup: lookOnce({ places, lookup: lookups.lookup }),
    })
    this.#planned = planned
    const close = () => lookups.close()
    try {
      const found = foundPlaces(plan)
      const finished = { ...(await planned.run()), paths: this.#request.paths, found, close }
      this.#tell(finished)
      return finished
    } catch (error) {
      close()
      throw error
    }
  }

  #tell({ view }: FinishedScan): void {
    const { scanId } = this
    const { rest, parts } = cutView(view)
    for (const part of parts) this.#context.send({ kind: 'part', scanId, part })
    this.#context.send({ kind: 'done', scanId, view: rest })
  }

  #places(plan: ScanPlan): BackingPlaces {
    const { givenRoot } = this.#request
    const places = planPlaces(plan)
    return givenRoot === undefined ? places : { ...places, givenRoot }
  }

  /** What no unit brings is looked for in all that is granted. */
  #lookups(places: BackingPlaces): Lookups {
    const { grantedFolders: folders, grantedFiles: files } = this.#request
    return this.#context.lookups({ places, folders, files })
  }
}
