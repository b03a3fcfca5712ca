import type { TreeFault } from '../files/tree.ts'
import type { ScanEnd, UnitResult } from '../scan/model.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import type { SpaceInput } from './accounting/forest/forest.ts'
import { createTravels, type TravelOf } from './accounting/travel/travels.ts'
import {
  type AnalysedUnit,
  analyseUnit,
  isReadOtherwise,
  namedUnit,
  waitingUnit,
} from './analysed-unit.ts'
import type { ChainHost } from './chain/chain-host.ts'
import { type ChainAt, createScannedChains } from './chain/scanned-chains.ts'
import { whileScanning } from './findings/arriving-disk.ts'
import { finishScan } from './finished-scan.ts'
import { Gathered } from './gathered.ts'
import type { NodeView } from './model.ts'
import { planPlaces } from './opened/plan-places.ts'
import type { BackingPlaces } from './places/backing-places.ts'
import { createImagesInside, type ImagesInside } from './rows/images-inside.ts'
import type { InstanceRow } from './rows/rows.ts'

export interface NodeOptions {
  /** A folder that the user says stands for the node's `/`; absolute path. */
  readonly givenRoot?: string
  /** What should have been in the scan and could not be opened; paths are absolute. */
  readonly notOpened?: readonly TreeFault[]
  /** When ages are counted to; now where nothing else is said. */
  readonly nowMs?: number
  /** Looks on the disk for chain members that the scan did not come by. Asked from `finish` on. */
  readonly lookup?: ChainHost['lookup']
}

/** Turns the results of a scan into what views and reports show, as they come in. */
export interface NodeAnalysis {
  /** The row of an instance's folder; undefined for other units. */
  add(result: UnitResult): InstanceRow | undefined
  finish(end: ScanEnd, startedAtMs: number, finishedAtMs: number): FinishedNode
}

/** All that is known when a scan has ended, and not before. */
export interface FinishedNode {
  readonly view: NodeView
  /** What takes space and what it stands on: what deletions are asked of. */
  readonly space: SpaceInput
  /** What must travel with an instance. */
  readonly travelOf: TravelOf
  /** What scanned images stand on. */
  readonly chainAt: ChainAt
  /** Images that somebody keeps beside the disks of an instance. */
  readonly imagesInside: ImagesInside
}

export function createNodeAnalysis(plan: ScanPlan, options: NodeOptions = {}): NodeAnalysis {
  const analysis = new Analysis(plan, options)
  analysis.add(plan.result)
  for (const result of plan.others ?? []) analysis.add(result)
  return analysis
}

class Analysis implements NodeAnalysis {
  readonly #options: NodeOptions
  readonly #gathered: Gathered
  readonly #nowMs: number
  #units: AnalysedUnit[] = []

  constructor(plan: ScanPlan, options: NodeOptions) {
    this.#options = options
    this.#nowMs = options.nowMs ?? Date.now()
    this.#gathered = new Gathered(plan, places(plan, options))
  }

  add(all: UnitResult): InstanceRow | undefined {
    if (this.#gathered.leavesOut(all)) return undefined
    const result = this.#gathered.coverage.withoutKnown(all)
    this.#gathered.add(result)
    // Only rows of instances are wanted now; everything else waits until all of it is known.
    const analysed =
      result.unit.instance === undefined
        ? waitingUnit(result)
        : analyseUnit(this.#gathered, result, this.#nowMs, false)
    this.#units.push(analysed)
    return analysed.row && whileScanning(analysed.row, this.#nowMs)
  }

  finish(end: ScanEnd, startedAtMs: number, finishedAtMs: number): FinishedNode {
    const { lookup, notOpened = [] } = this.#options
    this.#gathered.host.complete(lookup)
    const stale = new Set(
      this.#units.filter((one) => one.settled && isReadOtherwise(this.#gathered, one)),
    )
    this.#gathered.forget([...stale].map(({ result }) => result))
    this.#units = this.#units.map((analysed) =>
      analysed.settled && !stale.has(analysed)
        ? namedUnit(this.#gathered, analysed)
        : analyseUnit(this.#gathered, analysed.result, this.#nowMs, true),
    )
    const times = { end, startedAtMs, finishedAtMs, notOpened }
    const { view, space } = finishScan(this.#gathered, this.#units, times)
    const { host } = this.#gathered
    const chainAt = createScannedChains(this.#units, host)
    const results = this.#units.map(({ result }) => result)
    const travelOf = createTravels({ space, results, chainAt, host })
    return {
      view,
      space,
      travelOf,
      chainAt,
      imagesInside: createImagesInside(this.#units, chainAt),
    }
  }
}

function places(plan: ScanPlan, { givenRoot }: NodeOptions): BackingPlaces {
  const known = planPlaces(plan)
  return givenRoot === undefined ? known : { ...known, givenRoot }
}
