import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { InstanceDirName } from '../nova/names.ts'
import type { Layout } from '../scan/layout.ts'
import type { ScanEnd, UnitResult } from '../scan/model.ts'
import type { CacheDoubt } from './accounting/cache/cache-doubt.ts'
import { type Unread, unreadOfScan } from './accounting/cache/unread.ts'
import type { DomainsDoubt } from './accounting/domains/domains-doubt.ts'
import { type FilesOfDomains, filesOfDomains } from './accounting/domains/files-of-domains.ts'
import { createOwnFolders } from './accounting/domains/own-folders.ts'
import type { AccountingFacts, CountedHost, CountedNode } from './accounting/facts.ts'
import type { RepeatedDisks } from './accounting/repeated-disks.ts'
import { createOwnerOf } from './doubt-owners.ts'
import type { Gathered } from './gathered.ts'
import type { SpaceOfHost } from './hosts/space-of-host.ts'
import { hostsOn, type NodeStorage } from './hosts/storage.ts'
import type { Totals } from './model.ts'
import type { GatheredHost, GatheredNode } from './nodes.ts'
import { guessingConfigs } from './opened/empty-places.ts'
import type { NodeTables } from './rows/node-tables.ts'
import type { BaseRow, InstanceRow } from './rows/rows.ts'

/** A node with what of the scan is its own. */
export interface EndedNode {
  readonly node: GatheredNode
  readonly own: readonly UnitResult[]
  readonly storage: NodeStorage
  readonly space: SpaceOfHost
  /** Why folders without a domain may have one all the same. */
  readonly doubt: DomainsDoubt | undefined
}

/** What was made of the units of a scan that has ended. */
export interface EndedScan {
  readonly rows: readonly InstanceRow[]
  readonly tables: NodeTables
  readonly baseLinks: readonly BaseRow[]
  readonly totals: Totals
  readonly repeated: RepeatedDisks
  readonly nodes: readonly EndedNode[]
}

/** What is counted when a scan has ended. */
export function accountingFacts(
  gathered: Gathered,
  { rows, tables, baseLinks, totals, nodes, repeated }: EndedScan,
  end: ScanEnd,
  nowMs: number,
): AccountingFacts {
  const ofDomains = ofAllDomains(gathered, rows)
  const doubts = [...ownedDoubts(gathered), ...ofDomains.doubts]
  return {
    nodes: nodes.map((one) => countedNode(gathered, one, end)),
    fileSystem: gathered.plan.fileSystem,
    end,
    nowMs,
    rows,
    bases: tables.bases,
    images: tables.images,
    baseLinks,
    totals,
    ledger: gathered.ledger,
    repeated,
    certain: sawAll(gathered, end) && doubts.every(({ about }) => about !== 'all'),
    host: gathered.host,
    ofDomains,
    doubts,
    unread: [
      ...unreadOfScan(doubts, gathered.pools.all(), ofDomains.ofUnknownPools),
      ...nodes.flatMap(({ node }) => unreadElsewhere(node)),
    ],
  }
}

function countedNode(
  { nodes }: Gathered,
  { node, storage, space, doubt }: EndedNode,
  end: ScanEnd,
): CountedNode {
  return {
    node: node.planned,
    byKind: node.tally.total(),
    ...hostsOn(storage),
    isCacheApart: isCacheApart(node.planned.layout, storage),
    domainsComplete: doubt === undefined && haveAllDomains(node, end),
    names: node.names,
    sharing: node.hosts.map((host) => countedHost(host, end)),
    space,
    has: (path) => nodes.at(path) === node,
  }
}

/** What hides who needs the cache, with whose it is where that is known. */
function ownedDoubts({ nodes, doubts }: Gathered): readonly CacheDoubt[] {
  const ownerOf = createOwnerOf(nodes)
  const nameOf = (instance: InstanceDirName, folder: TreePath) =>
    nodes.at(folder).names.find(instance)?.libvirtName
  return doubts.all(nameOf).map((doubt) => {
    const owner = ownerOf(doubt)
    return owner === undefined ? doubt : { ...doubt, owner }
  })
}

/** Each device is there once, with all places on it that something is mounted at. */
function isCacheApart({ basePath, instancesPath }: Layout, { fileSystems }: NodeStorage): boolean {
  const at = (place: TreePath | undefined) =>
    fileSystems.find(({ path, alsoAt = [] }) => [path, ...alsoAt].some((one) => one === place))
  const ofCache = at(basePath)
  return ofCache !== undefined && ofCache !== at(instancesPath)
}

/** What lies in the instances_path that a host has, where another folder was taken for it, may need anything. */
function unreadElsewhere({ planned }: GatheredNode): readonly Unread[] {
  return guessingConfigs(planned).map((path) => ({ path, needs: 'anything' }))
}

/** Whether the XML of each domain of its hosts was read. */
export function haveAllDomains(node: GatheredNode, end: ScanEnd): boolean {
  return [node, ...node.hosts].every(({ domains }) => domains.areComplete(end))
}

function countedHost({ planned, names, domains }: GatheredHost, end: ScanEnd): CountedHost {
  const { layout, parts } = planned
  const has = (xml: string) => parts.some(({ path }) => isWithin(xml, path))
  return { layout, names, domainsComplete: domains.areComplete(end), has }
}

function ofAllDomains({ nodes, host }: Gathered, rows: readonly InstanceRow[]): FilesOfDomains {
  const folders = createOwnFolders(rows)
  const found = nodes.all.map(({ names }) => filesOfDomains(names, folders, host))
  return {
    foreign: found.flatMap(({ foreign }) => foreign),
    own: found.flatMap(({ own }) => own),
    doubts: found.flatMap(({ doubts }) => doubts),
    folders: found.flatMap(({ folders: used }) => used),
    ofUnknownPools: found.flatMap(({ ofUnknownPools }) => ofUnknownPools),
    ways: found.flatMap(({ ways }) => ways),
  }
}

/** Whether everything that may stand on a base was seen. */
function sawAll({ nodes, partial }: Gathered, end: ScanEnd): boolean {
  const hasInstances = ({ planned }: GatheredNode) => planned.layout.instancesPath !== undefined
  return end.state === 'complete' && !partial && nodes.all.some(hasInstances)
}
