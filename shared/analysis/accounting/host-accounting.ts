import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Layout } from '../../scan/layout.ts'
import type { CountedLater } from '../base-row.ts'
import type { InstanceRow } from '../rows.ts'
import { otherHosts } from '../sharing-hosts.ts'
import { type CacheOverview, cacheOf } from './cache-overview.ts'
import type { AccountingFacts, CountedNode } from './facts.ts'
import { type Growth, growthOf } from './growth.ts'
import { type NovaNumbers, novaNumbers } from './nova-node.ts'

/** What is counted of each host by itself. Bytes. */
export interface HostAccounting {
  readonly growth: Growth
  /** Nova's own sums; absent without an instances_path. */
  readonly nova?: NovaNumbers
  /** What the image cache is kept by; absent without an instances_path. */
  readonly cache?: CacheOverview
}

/** Counts what only a whole host shows. */
export function countNode(
  counted: CountedNode,
  facts: AccountingFacts,
  all: readonly InstanceRow[],
) {
  const { node } = counted
  const isAlone = facts.nodes.length === 1 && node.parts.length === 1
  const rows = isAlone ? all : all.filter((row) => isOfNova(counted, row))
  const cache = cacheOf(counted, facts, rows)
  const accounting: HostAccounting = {
    growth: growthOf(rows, node.fileSystem, facts.repeated),
    ...(node.layout.instancesPath !== undefined && {
      nova: novaOf(counted, node.layout.instancesPath, facts, rows),
    }),
    ...(cache !== undefined && { cache: cache.overview }),
  }
  return { accounting, context: cache?.context }
}

/** Whether its domains are all that its instances can have: those of other hosts have theirs there. */
export function hasAllDomains({ domainsComplete, hosts }: CountedNode): boolean {
  return domainsComplete && otherHosts(hosts).length === 0
}

/**
 * Whether it is an instance to the host's Nova: a folder that was opened beside the instances_path is
 * none, as long as there is one.
 */
export function isOfNova({ node: { layout }, has }: CountedNode, row: InstanceRow): boolean {
  const { instancesPath } = layout
  const place = row.linkedAt ?? row.id
  return has(row.id) && (instancesPath === undefined || isWithin(place, instancesPath))
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
