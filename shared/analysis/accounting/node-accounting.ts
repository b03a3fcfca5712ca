import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { ScanEnd, ScanPlan } from '../../scan/model.ts'
import type { CountedLater } from '../base-row.ts'
import { setSizes } from '../disks.ts'
import type { BaseRow, InstanceRow, Totals } from '../model.ts'
import type { SharingHost } from '../storage.ts'
import { type CacheParts, cacheParts } from './cache-parts.ts'
import {
  CACHE_DEFAULTS,
  type CacheContext,
  type CachedFile,
  type CacheOptions,
  cacheState,
} from './cache-state.ts'
import { cacheUsers } from './cache-users.ts'
import { createForest } from './create-forest.ts'
import { createDependants, type Dependants } from './dependants.ts'
import type { SpaceForest, SpaceInput } from './forest.ts'
import { freedBytes } from './freed.ts'
import { type Growth, growthOf } from './growth.ts'
import { isOrphan, otherHosts } from './known-instances.ts'
import { type NovaNumbers, novaNumbers } from './nova-node.ts'
import { type FolderSizes, type SpaceParts, type SpaceSizes, sizesOf } from './sizes.ts'
import type { SpaceLedger } from './space-ledger.ts'
import { indirectUsers } from './standing-on.ts'

/** What the node's space comes to, beyond the tables. Bytes. */
export interface NodeAccounting {
  /** With `rest`, which belongs to none, the parts add up to what is allocated. */
  readonly space: Pick<SpaceParts, 'amortised' | 'others'> & CacheParts & { readonly rest: number }
  readonly growth: Growth
  /** Nova's own sums; absent without an instances_path. */
  readonly nova?: NovaNumbers
  /** What the image cache is kept by; absent without an instances_path. */
  readonly cache?: CacheOverview
}

export interface CacheOverview {
  readonly options: CacheOptions
  /** True when nova.conf was read, so that the options are the node's own. */
  readonly optionsAreKnown: boolean
  /** The image cache's path on the node itself. */
  readonly path: string
  /** Instances whose image files do not tell: a base may be theirs. */
  readonly withoutImage: number
  /** Other hosts that use the same instances_path: their instances may use a base too. */
  readonly otherHosts: readonly string[]
}

export interface AccountingFacts {
  readonly plan: ScanPlan
  readonly end: ScanEnd
  readonly nowMs: number
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly CountedLater[]
  readonly totals: Totals
  readonly ledger: SpaceLedger
  /** Whether everything that may stand on a base was seen. */
  readonly certain: boolean
  /** Who uses the instances_path, as `compute_nodes` says. */
  readonly hosts: readonly SharingHost[]
  /** Domain XML was found where libvirt keeps it, and all of it was read. */
  readonly domainsComplete: boolean
}

export interface Accounted {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly accounting: NodeAccounting
  readonly space: SpaceInput
}

/** Counts a finished scan: the rows with their sizes, and what only the whole node shows. */
export function accountFor(facts: AccountingFacts): Accounted {
  const { plan, totals, ledger, certain } = facts
  const space = ledger.input(facts.rows, facts.bases, certain)
  const forest = createForest(space)
  const sizes = sizesOf(forest)
  // The instances of other hosts have their domains there.
  const hasAll = facts.domainsComplete && otherHosts(facts.hosts).length === 0
  const rows = facts.rows.map((row, at) => {
    return sizedRow(row, sizes.folders[at], hasAll && isOrphan(row))
  })
  const cache = cacheOf(facts, rows)
  const dependants = createDependants(forest)
  const bases = facts.bases.map((base) => {
    return countedBase(base, { forest, sizes, dependants, context: cache?.context })
  })
  const { amortised, others } = sizes.parts
  const ofCache = cacheParts(facts.bases, forest, sizes)
  const { unusedCache = 0, unknownCache } = ofCache
  const rest = totals.allocated - amortised - unusedCache - unknownCache - others
  return {
    rows,
    bases,
    space,
    accounting: {
      space: { amortised, ...ofCache, others, rest },
      growth: growthOf(rows, plan.fileSystem),
      ...(plan.layout.instancesPath !== undefined && { nova: novaOf(facts, rows) }),
      ...(cache !== undefined && { cache: cache.overview }),
    },
  }
}

type RowDraft = { -readonly [Key in keyof InstanceRow]: InstanceRow[Key] }

/** Rows and cells are completed as they stand: copying tens of thousands takes too long. */
function sizedRow(row: InstanceRow, sizes: FolderSizes | undefined, orphan: boolean): InstanceRow {
  for (const [at, disk] of row.disks.entries()) setSizes(disk, sizes?.files[at])
  const draft: RowDraft = row
  if (sizes !== undefined) draft.sizes = sizes.own
  if (orphan) draft.orphan = true
  return row
}

interface BaseSurroundings {
  readonly forest: SpaceForest
  readonly sizes: SpaceSizes
  readonly dependants: (at: number) => Dependants
  readonly context: CacheContext | undefined
}

function countedBase(base: CountedLater, around: BaseSurroundings): BaseRow {
  const { forest, sizes, dependants, context } = around
  const at = forest.nodeAt(base.id) ?? -1
  const counted = {
    ...base,
    users: sizes.users[at]?.length ?? 0,
    dependants: dependants(at),
    exclusive: freedBytes(forest, { instances: [], files: [base.id] }),
  }
  return context === undefined
    ? counted
    : { ...counted, cache: cacheState(cachedFile(counted), context) }
}

function cachedFile(base: Omit<BaseRow, 'cache'>): CachedFile {
  const { id: path, name, length, mtimeMs, overlays, dependants } = base
  const file = { path, name, length, mtimeMs, overlays: overlays.length, dependants }
  return { ...file, indirectUsers: indirectUsers(base) }
}

function cacheOf(facts: AccountingFacts, rows: readonly InstanceRow[]) {
  const { instancesPath, basePath, nova } = facts.plan.layout
  if (instancesPath === undefined) return undefined
  const options = nova?.imageCache ?? CACHE_DEFAULTS
  const users = cacheUsers(rows)
  const context: CacheContext = { users, options, nowMs: facts.nowMs, certain: facts.certain }
  const { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge } = options
  const overview: CacheOverview = {
    options: { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge },
    optionsAreKnown: nova !== undefined,
    path: recordedPath(facts.plan.layout, basePath ?? `${instancesPath}/_base`),
    withoutImage: users.withoutImage,
    otherHosts: otherHosts(facts.hosts),
  }
  return { context, overview }
}

/** As the node itself calls a place that lies in the instances_path. */
function recordedPath(layout: ScanPlan['layout'], path: TreePath): string {
  const { instancesPath = '', recordedInstancesPath = `/${instancesPath}` } = layout
  const below = instancesPath === '' ? `/${path}` : path.slice(instancesPath.length)
  return isWithin(path, instancesPath) ? recordedInstancesPath + below : `/${path}`
}

function novaOf(facts: AccountingFacts, rows: readonly InstanceRow[]): NovaNumbers {
  return novaNumbers({
    rows,
    byKind: facts.totals.byKind,
    fileSystem: facts.plan.fileSystem,
    config: facts.plan.layout.nova,
    cacheUsage: cacheUsage(facts),
    complete: facts.end.state === 'complete',
  })
}

/** Regular files directly in the cache; hard links count as often as there are, as Nova does it. */
function cacheUsage({ plan, bases }: AccountingFacts): number {
  const { basePath } = plan.layout
  if (basePath === undefined) return 0
  const direct = bases.filter(({ id, name }) => id === `${basePath}/${name}`)
  return direct.reduce((sum, { allocated }) => sum + allocated, 0)
}
