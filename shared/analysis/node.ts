import type { TreeFault, TreePath } from '../files/tree.ts'
import { compareFindings } from '../findings/finding.ts'
import { order } from '../findings/order.ts'
import { hides } from '../scan/hides.ts'
import type { ScanEnd, ScannedEntry, ScanPlan, UnitResult } from '../scan/model.ts'
import { type CacheDoubts, createCacheDoubts } from './accounting/cache-doubts.ts'
import type { SpaceInput } from './accounting/forest.ts'
import { accountFor } from './accounting/node-accounting.ts'
import { createSpaceLedger } from './accounting/space-ledger.ts'
import { createTravels, type TravelOf } from './accounting/travels.ts'
import { absolutePath } from './address.ts'
import { type AllocationTally, createAllocationTally } from './allocation.ts'
import type { BackingPlaces } from './backing-name.ts'
import type { ChainHost } from './chain-host.ts'
import { type Coverage, createCoverage } from './coverage.ts'
import { dataPartsOf } from './data-parts.ts'
import { setDeclared } from './disks.ts'
import { domainFormat } from './domain-format.ts'
import { instanceRow, whoseFiles } from './instance-row.ts'
import type { InstanceRow, NodeView } from './model.ts'
import { nodeTables } from './node-tables.ts'
import { createNodes, type Nodes } from './nodes.ts'
import { openedParts } from './opened-parts.ts'
import { otherEntries } from './other-entries.ts'
import { createOverlayIndex } from './overlays.ts'
import { planPlaces } from './plan-places.ts'
import { createScanHost, type ScanHost } from './scan-host.ts'
import { joinStorage, storageOf } from './storage.ts'
import { totalsOf } from './totals.ts'
import { type UnitFindings, unitFindings } from './unit-findings.ts'
import { joinWhole } from './whole-findings.ts'

export interface NodeOptions {
  /** A folder that the user says stands for the node's `/`; absolute path. */
  readonly givenRoot?: string
  /** What should have been in the scan and could not be opened; paths are absolute. */
  readonly notOpened?: readonly TreeFault[]
  /** When ages are counted to; now where nothing else is said. */
  readonly nowMs?: number
  /** Looks on the disk for chain members that the scan did not come by. Asked in `finish` only. */
  readonly lookup?: ChainHost['lookup']
}

/** Turns the results of a scan into what views and reports show, as they come in. */
export interface NodeAnalysis {
  /** The row of an instance's folder; undefined for other units. */
  add(result: UnitResult): InstanceRow | undefined
  finish(end: ScanEnd, startedAtMs: number, finishedAtMs: number): NodeView
  /** What takes space and what it stands on, once `finish` was asked: what deletions are asked of. */
  readonly space: SpaceInput
  /** What must travel with an instance, once `finish` was asked. */
  readonly travelOf: TravelOf
}

/** A unit with what was made of it; `settled` when nothing that comes later can change it. */
interface Part {
  readonly result: UnitResult
  readonly findings: UnitFindings
  readonly row?: InstanceRow
  readonly settled: boolean
}

export function createNodeAnalysis(plan: ScanPlan, options: NodeOptions = {}): NodeAnalysis {
  const analysis = new Analysis(plan, options)
  analysis.add(plan.result)
  for (const result of plan.others ?? []) analysis.add(result)
  return analysis
}

class Analysis implements NodeAnalysis {
  readonly #plan: ScanPlan
  readonly #options: NodeOptions
  readonly #host: ScanHost
  readonly #tally: AllocationTally
  readonly #nodes: Nodes
  readonly #overlays = createOverlayIndex()
  readonly #doubts: CacheDoubts
  readonly #coverage: Coverage
  readonly #ledger = createSpaceLedger()
  readonly #folders = new Map<TreePath, number>()
  readonly #nowMs: number
  #space: SpaceInput = { folders: [], cache: [], others: [], links: [], certain: false }
  #travelOf: TravelOf | undefined
  #parts: Part[] = []
  #entries = 0
  #directories = 0
  #unreadable = 0
  #hidden = 0
  #partial = false

  constructor(plan: ScanPlan, options: NodeOptions) {
    this.#plan = plan
    this.#options = options
    this.#nowMs = options.nowMs ?? Date.now()
    this.#tally = createAllocationTally(plan)
    this.#nodes = createNodes(plan, this.#tally)
    this.#host = createScanHost(places(plan, options))
    this.#doubts = createCacheDoubts(plan)
    this.#coverage = createCoverage(plan)
  }

  add(result: UnitResult): InstanceRow | undefined {
    this.#host.add(result.unit.kind, result.entries)
    this.#nodes.add(result)
    this.#partial ||= result.partial === true
    for (const entry of result.entries) this.#count(result, entry)
    const instance = result.unit.instance
    // Only rows of instances are wanted now; everything else waits until all of it is known.
    if (instance === undefined) {
      this.#parts.push({ result, findings: nothing, settled: false })
      return undefined
    }
    const part = this.#analyse(result, false)
    this.#parts.push(part)
    return part.row
  }

  finish(end: ScanEnd, startedAtMs: number, finishedAtMs: number): NodeView {
    this.#host.complete(this.#options.lookup)
    this.#parts = this.#parts.map((part) =>
      part.settled ? this.#named(part) : this.#analyse(part.result, true),
    )
    const rows = this.#parts.flatMap(({ row }) => (row === undefined ? [] : [row]))
    const doubts = this.#doubts.all()
    const certain = this.#certain(end) && doubts.every(({ about }) => about !== 'all')
    const tables = nodeTables(this.#parts, {
      overlays: this.#overlays,
      holderOf: (path) => this.#ledger.holderOf(path),
      imageIds: imageIdsOf(this.#nodes),
      nodeAt: (path) => this.#nodes.at(path),
    })
    const totals = totalsOf(rows, tables, this.#tally, {
      entries: this.#entries,
      directories: this.#directories,
      unreadable: this.#unreadable,
      hidden: this.#hidden,
    })
    const results = this.#parts.map(({ result }) => result)
    const nodes = this.#nodes.all.map((node) => {
      const own = this.#nodes.of(node, results, ({ unit }) => unit.path)
      return { node, own, storage: storageOf(node.planned, own, finishedAtMs) }
    })
    const counted = accountFor({
      nodes: nodes.map(({ node, storage }) => ({
        node: node.planned,
        byKind: node.tally.total(),
        hosts: storage.hosts,
        domainsComplete: node.domains.areComplete(end),
        names: node.names,
        has: (path) => this.#nodes.at(path) === node,
      })),
      fileSystem: this.#plan.fileSystem,
      end,
      nowMs: finishedAtMs,
      rows: rows.sort((a, b) => order(a.id, b.id)),
      bases: tables.bases,
      totals,
      ledger: this.#ledger,
      certain,
      host: this.#host,
      doubts,
    })
    this.#space = counted.space
    const { notOpened = [] } = this.#options
    const whole = joinWhole(
      nodes.map(({ node, own }, at) =>
        node.whole.finish({
          rows: this.#nodes.of(node, counted.rows, ({ id }) => id),
          bases: this.#nodes.of(node, counted.bases, ({ id }) => id),
          results: own,
          factsOf: (instance) => node.names.find(instance),
          growth: counted.ofNodes[at]?.growth,
          complete: end.state === 'complete',
          nowMs: finishedAtMs,
        }),
      ),
    )
    const ofUnits = this.#parts.flatMap((part) => part.findings.findings)
    const findings = [...ofUnits, ...tables.found, ...whole.found]
    return {
      rootPath: this.#plan.rootPath,
      covered: this.#coverage.covered().map((path) => absolutePath(this.#plan.rootPath, path)),
      kind: this.#plan.layout.kind,
      layout: this.#plan.layout,
      ...(this.#plan.fileSystem !== undefined && { fileSystem: this.#plan.fileSystem }),
      ...openedParts(
        this.#plan,
        counted.ofNodes.map((accounting, at) => {
          return { accounting, hosts: nodes[at]?.storage.hosts ?? [] }
        }),
      ),
      ...(notOpened.length > 0 && { notOpened }),
      storage: joinStorage(nodes.map(({ storage }) => storage)),
      end,
      startedAtMs,
      finishedAtMs,
      totals,
      instances: whole.rows,
      bases: whole.bases,
      images: tables.images,
      others: otherEntries(results, rows),
      accounting: counted.accounting,
      findings: findings.sort(compareFindings),
    }
  }

  get space(): SpaceInput {
    return this.#space
  }

  get travelOf(): TravelOf {
    this.#travelOf ??= createTravels(
      this.#space,
      this.#parts.map(({ result }) => result),
    )
    return this.#travelOf
  }

  #count({ unit }: UnitResult, entry: ScannedEntry): void {
    this.#ledger.see(entry)
    this.#doubts.see(unit, entry)
    if (entry.linkedAt !== undefined && !this.#coverage.addLinked(unit, entry)) return
    this.#entries += 1
    if (entry.type === 'directory') this.#directories += 1
    if (entry.fault !== undefined) {
      this.#unreadable += 1
      if (hides(entry)) this.#hidden += 1
    }
    if (entry.type === 'directory' && unit.kind !== 'instance') {
      this.#folders.set(entry.path, entry.allocated)
    }
    this.#nodes.count(unit, entry)
  }

  #analyse(result: UnitResult, last: boolean): Part {
    const missesBefore = this.#host.misses
    const findings = unitFindings(result, this.#host, this.#nowMs)
    const row = this.#row(result, findings)
    const settled = last || this.#host.misses === missesBefore
    if (settled) this.#index(result, findings.chains)
    if (row === undefined) return { result, findings, settled }
    // Layers of tens of thousands of chains are not kept: the row says what is shown of them.
    return { result, findings: { ...findings, chains: nothing.chains }, row, settled }
  }

  #row(result: UnitResult, findings: UnitFindings): InstanceRow | undefined {
    const { instance, path } = result.unit
    if (instance === undefined) return undefined
    const { names, planned } = this.#nodes.at(path)
    return instanceRow(result, {
      instance,
      facts: names.find(instance),
      nova: planned.layout.nova,
      folderAllocated: this.#folders.get(path) ?? 0,
      findings,
      host: this.#host,
    })
  }

  #index({ unit, entries }: UnitResult, chains: UnitFindings['chains']): void {
    const instance = unit.kind === 'instance' ? unit.path : undefined
    for (const entry of entries) {
      const chain = chains.get(entry)
      if (chain === undefined) continue
      this.#overlays.add(entry, chain, instance)
      this.#doubts.addImage(unit, entry, chain)
      this.#ledger.addImage(unit, entry, chain, dataPartsOf(entry, this.#host))
    }
  }

  /** A row whose domain XML came after it. */
  #named(part: Part): Part {
    const instance = part.result.unit.instance
    if (part.row === undefined || instance === undefined) return part
    const { names, planned } = this.#nodes.at(part.row.id)
    const facts = names.find(instance)
    if (facts === undefined || part.row.identity?.xml === facts.path) return part
    const { remoteDisks: _, ...row } = part.row
    for (const disk of row.disks)
      setDeclared(disk, domainFormat(facts, row.linkedAt ?? row.id, disk.name))
    const { nova } = planned.layout
    const incomplete = row.incomplete !== undefined
    return {
      ...part,
      row: { ...row, ...whoseFiles({ instance, facts, nova, incomplete }, row.disks) },
    }
  }

  /** Whether everything that may stand on a base was seen. */
  #certain(end: ScanEnd): boolean {
    const seen = end.state === 'complete' && !this.#partial
    const instances = this.#nodes.all.some(
      ({ planned }) => planned.layout.instancesPath !== undefined,
    )
    return seen && instances
  }
}

const nothing: UnitFindings = { chains: new Map(), findings: [], byEntry: new Map() }

function imageIdsOf({ all }: Nodes): ReadonlySet<string> {
  return new Set(all.flatMap(({ names }) => [...names.imageIds]))
}

function places(plan: ScanPlan, { givenRoot }: NodeOptions): BackingPlaces {
  const known = planPlaces(plan)
  return givenRoot === undefined ? known : { ...known, givenRoot }
}
