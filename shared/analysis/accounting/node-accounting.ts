import { baseNameOf, isWithin } from '../../files/paths.ts'
import type { FileSystemStat, TreePath } from '../../files/tree.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import type { Layout, PlannedNode, ScanEnd } from '../../scan/model.ts'
import type { CountedLater } from '../base-row.ts'
import type { ChainHost } from '../chain-host.ts'
import { setSizes } from '../disks.ts'
import type { DomainNames } from '../domain-names.ts'
import type { AllocatedByKind, BaseRow, InstanceRow, Totals } from '../model.ts'
import type { SharingHost } from '../storage.ts'
import { type CacheDoubt, type DoubtAbout, leavesOpen } from './cache-doubts.ts'
import { createCacheOwners } from './cache-owners.ts'
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
import { listedDoubts } from './doubts-open.ts'
import { filesOfDomains } from './files-of-domains.ts'
import type { SpaceForest, SpaceInput } from './forest.ts'
import { freedBytes } from './freed.ts'
import { type Growth, growthOf } from './growth.ts'
import { joinGrowth } from './join-growth.ts'
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
  /** Where they are not: set when it was read, and Nova refuses an option of the cache in it. */
  readonly refusesOption?: true
  /** The image cache's path on the node itself. */
  readonly path: string
  /** Instances whose image files do not tell: a base may be theirs. */
  readonly withoutImage: number
  /** Of each kind the first things of which nobody can tell what they stand on, and how many there are. */
  readonly doubts: readonly CacheDoubt[]
  readonly doubtCounts: DoubtCounts
  /** Other hosts that use the same instances_path: their instances may use a base too. */
  readonly otherHosts: readonly string[]
}

export type DoubtCounts = Readonly<Partial<Record<DoubtAbout, number>>>

/** What is known of one host when its scan ends. */
export interface CountedNode {
  readonly node: PlannedNode
  readonly byKind: AllocatedByKind
  /** Who uses the instances_path, as `compute_nodes` says. */
  readonly hosts: readonly SharingHost[]
  /** Domain XML was found where libvirt keeps it, and all of it was read. */
  readonly domainsComplete: boolean
  readonly names: DomainNames
  /** Whether something in the tree is this host's. */
  readonly has: (path: TreePath) => boolean
}

export interface AccountingFacts {
  /** One, unless several hosts were opened together. */
  readonly nodes: readonly CountedNode[]
  /** What all of them lie on, if that is one. */
  readonly fileSystem: FileSystemStat | undefined
  readonly end: ScanEnd
  readonly nowMs: number
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly CountedLater[]
  readonly totals: Totals
  readonly ledger: SpaceLedger
  /** Whether everything was seen that may stand on any base, but for what is doubted by itself. */
  readonly certain: boolean
  /** What was scanned, by paths: a domain may name files of any folder. */
  readonly host: ChainHost
  readonly doubts: readonly CacheDoubt[]
}

/** What is counted of each host by itself. */
export type HostAccounting = Pick<NodeAccounting, 'growth' | 'nova' | 'cache'>

export interface Accounted {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly accounting: NodeAccounting
  /** In the order of the nodes. */
  readonly ofNodes: readonly HostAccounting[]
  readonly space: SpaceInput
}

/** Counts a finished scan: the rows with their sizes, and what only the whole node shows. */
export function accountFor(facts: AccountingFacts): Accounted {
  const { nodes, totals, ledger, certain } = facts
  const ownerOf = createCacheOwners(nodes.map(({ node }) => node))
  const opens = nodes.map((node) => openNames(doubtsOf(node, facts)))
  const isOwned = (base: TreePath) => opens[ownerOf(base) ?? -1]?.(baseNameOf(base)) === false
  const ofDomains = nodes.flatMap(({ names }) => filesOfDomains(names.ofLibvirt(), facts.host))
  const space = ledger.input({ rows: facts.rows, bases: facts.bases, certain, isOwned, ofDomains })
  const forest = createForest(space)
  const sizes = sizesOf(forest)
  const knowing = nodes.filter(hasAllDomains)
  const rows = facts.rows.map((row, at) => {
    const isKnown = knowing.some((node) => isOfNova(node, row))
    return sizedRow(row, sizes.folders[at], isKnown && isOrphan(row, facts.nowMs))
  })
  const counted = nodes.map((node) => countNode(node, facts, rows))
  const dependants = createDependants(forest)
  const bases = facts.bases.map((base) => {
    const context = counted[ownerOf(base.id) ?? -1]?.context
    return countedBase(base, { forest, sizes, dependants, context })
  })
  const { amortised, others } = sizes.parts
  const ofCache = cacheParts(bases, forest, sizes)
  const { unusedCache = 0, unknownCache } = ofCache
  const rest = totals.allocated - amortised - unusedCache - unknownCache - others
  const ofNodes = counted.map(({ accounting }) => accounting)
  const [only] = ofNodes
  const together = {
    growth: joinGrowth(
      ofNodes.map(({ growth }) => growth),
      facts.fileSystem,
    ),
  }
  return {
    rows,
    bases,
    space,
    ofNodes,
    accounting: {
      space: { amortised, ...ofCache, others, rest },
      ...(ofNodes.length === 1 && only !== undefined ? only : together),
    },
  }
}

/** What leaves files of the host's cache open: what may stand on all does so wherever it lies. */
function doubtsOf({ has }: CountedNode, { doubts }: AccountingFacts): readonly CacheDoubt[] {
  return doubts.filter(({ path, about }) => about === 'all' || has(path))
}

/** Tells by its name whether something unseen may stand on a file of the cache. */
function openNames(doubts: readonly CacheDoubt[]): (name: string) => boolean {
  // Of many doubts there are few kinds.
  const kinds = [...new Map(doubts.map((doubt) => [doubt.about, doubt])).values()]
  return (name) => kinds.some((doubt) => leavesOpen(doubt, name))
}

/** The instances of other hosts have their domains there. */
function hasAllDomains({ domainsComplete, hosts }: CountedNode): boolean {
  return domainsComplete && otherHosts(hosts).length === 0
}

function countNode(counted: CountedNode, facts: AccountingFacts, all: readonly InstanceRow[]) {
  const { node } = counted
  const isAlone = facts.nodes.length === 1 && node.parts.length === 1
  const rows = isAlone ? all : all.filter((row) => isOfNova(counted, row))
  const cache = cacheOf(counted, facts, rows)
  const accounting: HostAccounting = {
    growth: growthOf(rows, node.fileSystem),
    ...(node.layout.instancesPath !== undefined && {
      nova: novaOf(counted, node.layout.instancesPath, facts, rows),
    }),
    ...(cache !== undefined && { cache: cache.overview }),
  }
  return { accounting, context: cache?.context }
}

/**
 * Whether it is an instance to the host's Nova: a folder that was opened beside the instances_path is
 * none, as long as there is one.
 */
function isOfNova({ node: { layout }, has }: CountedNode, row: InstanceRow): boolean {
  const { instancesPath } = layout
  const place = row.linkedAt ?? row.id
  return has(row.id) && (instancesPath === undefined || isWithin(place, instancesPath))
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

function cacheOf(counted: CountedNode, facts: AccountingFacts, rows: readonly InstanceRow[]) {
  const { node, hosts } = counted
  const { layout } = node
  const { instancesPath, basePath, nova } = layout
  if (instancesPath === undefined) return undefined
  const options = nova?.imageCache ?? CACHE_DEFAULTS
  const users = cacheUsers(rows)
  const doubts = doubtsOf(counted, facts)
  const isOpen = openNames(doubts)
  const { nowMs, certain } = facts
  const isCertain = (name: string) => certain && !isOpen(name)
  const context: CacheContext = { users, options, nowMs, isCertain }
  const { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge } = options
  const refuses = nova !== undefined && refusesCacheOption(nova)
  const overview: CacheOverview = {
    options: { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge },
    optionsAreKnown: nova !== undefined && !refuses,
    ...(refuses && { refusesOption: true }),
    path: recordedPath(layout, basePath ?? `${instancesPath}/${nova?.imageCache.name ?? '_base'}`),
    withoutImage: users.withoutImage,
    ...listedDoubts(doubts),
    otherHosts: otherHosts(hosts),
  }
  return { context, overview }
}

function refusesCacheOption({ refused = [] }: NovaConfig): boolean {
  return refused.some((option) => option.startsWith('image_cache.'))
}

/** As the node itself calls a place that lies in the instances_path. */
function recordedPath(layout: Layout, path: TreePath): string {
  const { instancesPath = '', recordedInstancesPath = `/${instancesPath}` } = layout
  const below = instancesPath === '' ? `/${path}` : path.slice(instancesPath.length)
  return isWithin(path, instancesPath) ? recordedInstancesPath + below : `/${path}`
}

function novaOf(
  { node, byKind, names, domainsComplete, hosts }: CountedNode,
  instancesPath: TreePath,
  { bases, end, host }: AccountingFacts,
  rows: readonly InstanceRow[],
): NovaNumbers {
  const shared = otherHosts(hosts).length > 0
  return novaNumbers({
    domains: { rows, names, complete: domainsComplete, shared, host, instancesPath },
    byKind,
    fileSystem: node.fileSystem,
    config: node.layout.nova,
    cacheUsage: cacheUsage(node.layout, bases),
    complete: end.state === 'complete',
  })
}

/** Regular files directly in the cache; hard links count as often as there are, as Nova does it. */
function cacheUsage({ basePath }: Layout, bases: readonly CountedLater[]): number {
  if (basePath === undefined) return 0
  const direct = bases.filter(({ id, name }) => id === `${basePath}/${name}`)
  return direct.reduce((sum, { allocated }) => sum + allocated, 0)
}
