import type { TreePath } from '../files/tree.ts'
import type { GoneEntries, ScannedEntry, UnitResult } from '../scan/model.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import type { ScanUnit } from '../scan/scan-unit.ts'
import { CacheDoubts } from './accounting/cache/cache-doubts.ts'
import { createPoolDoubts } from './accounting/cache/pool-doubts.ts'
import { layersNotScanned } from './accounting/layers-not-scanned.ts'
import { SpaceLedger } from './accounting/space-ledger.ts'
import { dataPartsOf } from './chain/data-parts.ts'
import { hidesFilesOf } from './chain/files-of-chain.ts'
import { createOverlayIndex } from './chain/overlays.ts'
import { createScanHost, type ScanHost } from './chain/scan-host.ts'
import { waysOf } from './chain/ways.ts'
import { type Coverage, createCoverage } from './coverage.ts'
import { createInstanceAt } from './disks/instance-at.ts'
import { belowByHeader } from './disks/raw-disks.ts'
import { EntryTally } from './entry-tally.ts'
import { type BasePlaceClue, createBasePlaceClue } from './findings/base-place.ts'
import type { UnitFindings } from './findings/unit-findings.ts'
import { NewestChanges } from './newest-changes.ts'
import { createNodes, type Nodes } from './nodes.ts'
import type { BackingPlaces } from './places/backing-places.ts'
import { type AllocationTally, createAllocationTally } from './sizes/allocation.ts'
import { createDeviceTally } from './sizes/by-device.ts'
import type { EntryCounts } from './sizes/totals.ts'

/** What is known of a scan while its units come in: every entry is counted here, once. */
export class Gathered {
  readonly plan: ScanPlan
  /** Symlinks of which the scan has the folder of an instance, be it moved aside. */
  readonly followed: ReadonlySet<TreePath>
  readonly host: ScanHost
  readonly basePlaceClue: BasePlaceClue
  readonly tally: AllocationTally
  readonly devices = createDeviceTally()
  readonly nodes: Nodes
  readonly doubts: CacheDoubts
  readonly pools = createPoolDoubts()
  readonly coverage: Coverage
  readonly overlays = createOverlayIndex()
  readonly ledger = new SpaceLedger()
  /** Allocated bytes of folders, which units above an instance's list. */
  readonly folders = new Map<TreePath, number>()
  readonly newest: NewestChanges
  readonly #entries = new EntryTally()
  #gone: GoneEntries | undefined
  #partial = false

  constructor(plan: ScanPlan, places: BackingPlaces) {
    this.plan = plan
    this.followed = new Set(plan.units.flatMap(({ linkedAt }) => linkedAt ?? []))
    this.newest = new NewestChanges(plan)
    this.tally = createAllocationTally(plan)
    this.nodes = createNodes(plan, this.tally)
    this.host = createScanHost(places)
    this.basePlaceClue = createBasePlaceClue(places, createInstanceAt(plan.units))
    this.doubts = new CacheDoubts(plan, this.followed)
    this.coverage = createCoverage(plan)
  }

  get counts(): EntryCounts {
    return this.#entries.counts
  }

  /** Whether of some unit not all was seen. */
  get partial(): boolean {
    return this.#partial
  }

  /** What went away while it was scanned; undefined where nothing did. */
  get gone(): GoneEntries | undefined {
    return this.#gone
  }

  /**
   * Counts what went away in a unit, and says whether its own folder did: then it is no part of what was
   * scanned, unless what it lay on went away too.
   */
  leavesOut({ unit, gone, dev }: UnitResult): boolean {
    if (gone === undefined) return false
    const { isUnit, count, first } = gone
    if (isUnit === true && !this.#isMounted(unit, dev)) return false
    this.#gone = { first: this.#gone?.first ?? first, count: (this.#gone?.count ?? 0) + count }
    if (isUnit === true) this.nodes.at(unit.path).whole.leaveOut(unit.path)
    return isUnit === true
  }

  /** Whether the folder above an instance's is on the device that the instances were planned on. */
  #isMounted({ path }: ScanUnit, dev: number | undefined): boolean {
    const { instancesKey } = this.nodes.at(path).planned.layout
    return instancesKey === undefined || instancesKey.startsWith(`${dev}:`)
  }

  add(result: UnitResult): void {
    this.host.add(result.unit.kind, result.entries)
    this.host.addFolder(result)
    this.nodes.add(result)
    this.#partial ||= result.partial === true
    this.doubts.addTexts(result)
    this.pools.addTexts(result)
    this.ledger.addFolder(result)
    for (const entry of result.entries) this.#count(result, entry)
  }

  /** Takes in what a unit's images stand on, once that is settled. */
  index({ unit, entries }: UnitResult, { chains, disks, raw }: UnitFindings): void {
    const instance = unit.kind === 'instance' ? unit.path : undefined
    for (const entry of entries) {
      const chain = chains.get(entry)
      if (chain === undefined) continue
      this.overlays.add(entry, chain, instance)
      if (hidesFilesOf(chain, this.host)) this.doubts.addHidden(unit, entry, chain)
      else if (raw.has(entry)) this.#addHeader(unit, entry)
      const parts = raw.has(entry) ? {} : dataPartsOf(entry, this.host)
      const isDisk = unit.kind === 'instance' && disks.roleOf(entry) !== undefined
      this.ledger.addImage(entry, chain, parts, isDisk)
      this.ledger.addBelow(layersNotScanned(chain, this.host))
      this.ledger.addWays(waysOf(chain, this.host))
    }
  }

  #addHeader(unit: ScanUnit, entry: ScannedEntry): void {
    const below = belowByHeader(entry, this.host)
    if (below.length > 0) this.doubts.addHeader(unit, entry, below)
  }

  /** Takes back what `index` took in of some units. */
  forget(results: readonly UnitResult[]): void {
    if (results.length === 0) return
    const entries = results.flatMap((result) => result.entries)
    const paths = new Set(entries.map(({ path }) => path))
    this.overlays.forget(paths)
    this.ledger.forget(paths)
    for (const { path, linkedAt = path } of entries) this.doubts.forget(linkedAt)
  }

  #count(result: UnitResult, entry: ScannedEntry): void {
    if (entry.isListed === true) return
    const { unit } = result
    this.ledger.see(entry)
    this.doubts.see(unit, entry)
    this.pools.see(unit, entry)
    this.newest.see(unit, entry.ctimeMs)
    if (entry.linkedAt !== undefined && !this.coverage.addLinked(unit, entry)) return
    this.#entries.add(entry)
    if (entry.type === 'directory' && unit.kind !== 'instance') {
      this.folders.set(entry.path, entry.allocated)
    }
    this.nodes.count(unit, entry)
    // It may be on a device of its own, of which nothing is scanned.
    if (entry.role !== 'storage-snapshot') this.devices.add(result, entry)
  }
}
