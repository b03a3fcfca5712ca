import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Layout } from '../../scan/layout.ts'
import { addTo } from '../../values/grouped.ts'
import { setLeftOut } from '../disks/disk-cell.ts'
import { otherHosts, unlistedHosts } from '../hosts/sharing-hosts.ts'
import { isHostSeen } from '../hosts/storage.ts'
import type { CountedLater } from '../rows/base-row.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { type CacheOverview, cacheOf, doubtsOf } from './cache/cache-overview.ts'
import type { AccountingFacts, CountedHost, CountedNode } from './facts.ts'
import { type Growth, growthOf } from './nova/growth.ts'
import type { NovaLeavesOut } from './nova/nova-domain.ts'
import { novaNumbers } from './nova/nova-node.ts'
import type { NovaNumbers } from './nova/nova-numbers.ts'

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
  const rows = isAlone ? all : all.filter((row) => isNovasInstance(counted, row))
  const cache = cacheOf(counted, facts, rows)
  const { instancesPath } = node.layout
  const accounting: HostAccounting = {
    growth: growthOf(rows, counted.space, facts.repeated, node.layout.nova),
    ...(instancesPath !== undefined &&
      counted.sharing.length === 0 && {
        nova: novaOf(counted, ofAlone(counted), instancesPath, facts, rows),
      }),
    ...(cache !== undefined && { cache: cache.overview }),
  }
  return {
    accounting,
    ofHosts: eachHost(counted, facts, rows, accounting),
    context: cache?.context,
  }
}

/** Of several hosts on one instances_path each by its own domains; what lies there is kept for all. */
function eachHost(
  counted: CountedNode,
  facts: AccountingFacts,
  rows: readonly InstanceRow[],
  { cache }: HostAccounting,
): readonly HostAccounting[] {
  const { node, sharing } = counted
  const { instancesPath } = node.layout
  if (sharing.length === 0 || instancesPath === undefined) return []
  const left = new LeftOutByAll()
  const all = sharing.map((host): HostAccounting => {
    const own = rows.filter(({ identity }) => identity !== undefined && host.has(identity.xml))
    const marked = { ...host, shared: true, leaveOut: left.note }
    return {
      growth: growthOf(own, counted.space, facts.repeated, host.layout.nova),
      nova: novaOf(counted, marked, instancesPath, facts, rows),
      ...(cache !== undefined && { cache }),
    }
  })
  left.mark(all.length)
  return all
}

/** Disks that are in the sum of no host. */
class LeftOutByAll {
  readonly #reasons = new Map<DiskCell, NovaLeavesOut[]>()

  readonly note = (disk: DiskCell, why: NovaLeavesOut): void => {
    addTo(this.#reasons, disk, why)
  }

  mark(hosts: number): void {
    for (const [disk, reasons] of this.#reasons) {
      const own = reasons.find((why) => why !== 'other-host')
      if (reasons.length === hosts) setLeftOut(disk, own ?? 'other-host')
    }
  }
}

/** Whose sums are made: the whole node's, or those of one of its hosts. */
interface Summed extends Pick<CountedHost, 'layout' | 'names' | 'domainsComplete'> {
  readonly shared: boolean
  readonly leaveOut: (disk: DiskCell, why: NovaLeavesOut) => void
}

function ofAlone({ node, names, domainsComplete, hosts }: CountedNode): Summed {
  // What is taken for the folder of one host may be that of others too; an empty one is nobody else's.
  const isMounted = node.parts.some(({ layout }) => layout.mountPoint !== undefined)
  const shared = otherHosts(hosts).length > 0 || isMounted
  return { layout: node.layout, names, domainsComplete, shared, leaveOut: setLeftOut }
}

/**
 * Whether its domains are all that its instances can have: those of other hosts have theirs there, and
 * `isMounted` says that an opened host has its own in what was not found below its root.
 */
export function hasAllDomains(counted: CountedNode, isMounted: boolean): boolean {
  const { node, domainsComplete, hosts, sharing } = counted
  const unlisted = unlistedHosts(counted, sharing.length, node.fileSystem, isMounted)
  return domainsComplete && unlisted === undefined && otherHosts(hosts).length === 0
}

/**
 * Whether it is an instance to the host's Nova: a folder that was opened beside the instances_path is
 * none, as long as there is one.
 */
export function isNovasInstance({ node: { layout }, has }: CountedNode, row: InstanceRow): boolean {
  const { instancesPath } = layout
  const place = row.linkedAt ?? row.id
  return has(row.id) && (instancesPath === undefined || isWithin(place, instancesPath))
}

function novaOf(
  counted: CountedNode,
  { layout, names, domainsComplete, shared, leaveOut }: Summed,
  instancesPath: TreePath,
  facts: AccountingFacts,
  rows: readonly InstanceRow[],
): NovaNumbers {
  const { byKind, space, isCacheApart } = counted
  const { bases, end, host } = facts
  return novaNumbers({
    domains: { rows, names, complete: domainsComplete, shared, leaveOut, host, instancesPath },
    byKind,
    space,
    config: layout.nova,
    isConfigShut: doubtsOf(counted, facts).some(({ reason }) => reason === 'configuration'),
    isHostSeen: isHostSeen(layout),
    cacheUsage: isCacheApart ? 0 : cacheUsage(layout, bases),
    complete: end.state === 'complete',
  })
}

/**
 * Regular files directly in the cache; hard links count as often as there are, as Nova does it. On another file
 * system than the instances_path it counts as nothing (`get_disk_usage` in nova/virt/libvirt/imagecache.py).
 */
function cacheUsage({ basePath }: Layout, bases: readonly CountedLater[]): number {
  if (basePath === undefined) return 0
  const direct = bases.filter(({ id, linkedAt = id, name }) => linkedAt === `${basePath}/${name}`)
  return direct.reduce((sum, { allocated }) => sum + allocated, 0)
}
