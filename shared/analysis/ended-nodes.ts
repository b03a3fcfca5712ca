import { isWithin } from '../files/paths.ts'
import type { ScanEnd, UnitResult } from '../scan/model.ts'
import { domainsDoubt } from './accounting/domains/domains-doubt.ts'
import { type EndedNode, haveAllDomains } from './accounting-facts.ts'
import type { LocateFile } from './disks/found-disks.ts'
import type { Gathered } from './gathered.ts'
import { areDomainsAlone } from './hosts/domains-alone.ts'
import { otherHosts, unlistedHosts } from './hosts/sharing-hosts.ts'
import { spaceOfHost } from './hosts/space-of-host.ts'
import { type NodeStorage, storageOf } from './hosts/storage.ts'
import type { GatheredNode } from './nodes.ts'
import { isUnmounted } from './opened/empty-places.ts'
import { areInstancesUnread } from './opened/unread-instances.ts'
import type { InstanceRow } from './rows/rows.ts'

/** The nodes of a scan that has ended, each with its units, its storage, and how far its domains are to be believed. */
export function endedNodes(
  { nodes, plan }: Gathered,
  results: readonly UnitResult[],
  rows: readonly InstanceRow[],
  { end, finishedAtMs: nowMs }: { readonly end: ScanEnd; readonly finishedAtMs: number },
  locate: LocateFile,
): readonly EndedNode[] {
  const isMounted = nodes.all.some(({ planned }) => planned.layout.emptyInstances === true)
  return nodes.all.map((node) => {
    const own = nodes.of(node, results, ({ unit }) => unit.path)
    const storage = storageOf(node.planned, own, nowMs)
    const hasInstances = own.some(({ unit }) => unit.kind === 'instance')
    const lacking = areInstancesUnread(node.planned, own)
      ? 'unread'
      : whyNoSpace(node, hasInstances, locate)
    const space = spaceOfHost(node.planned, plan.rootPath, lacking)
    const isAsked = !hasOtherHosts(node, storage, isMounted) && haveAllDomains(node, end)
    const ownRows = isAsked ? nodes.of(node, rows, ({ id }) => id).filter(isInPathOf(node)) : []
    const domains = { known: node.names.ofLibvirt().length, newestMs: node.domains.newestMs() }
    const doubt = domainsDoubt(ownRows, domains, nowMs)
    return { node, own, storage, space, doubt }
  })
}

function whyNoSpace(
  { planned, names }: GatheredNode,
  hasInstances: boolean,
  locate: LocateFile,
): Parameters<typeof spaceOfHost>[2] {
  const domains = names.ofLibvirt()
  if (isUnmounted(planned, domains, hasInstances)) return 'unmounted'
  if (areDomainsAlone(planned, domains, hasInstances, locate)) return 'domains-alone'
  const isWithoutPath = hasInstances && planned.layout.instancesPath === undefined
  return isWithoutPath ? 'instances-alone' : undefined
}

/** What was opened beside the instances_path is none of Nova's. */
function isInPathOf({ planned }: GatheredNode): (row: InstanceRow) => boolean {
  const { instancesPath } = planned.layout
  return ({ linkedAt, id }) =>
    instancesPath !== undefined && isWithin(linkedAt ?? id, instancesPath)
}

/** Whether folders without a domain here may be those of hosts that were not opened. */
function hasOtherHosts(
  { planned, hosts }: GatheredNode,
  storage: NodeStorage,
  isMounted: boolean,
): boolean {
  const unlisted = unlistedHosts(storage, hosts.length, planned.fileSystem, isMounted)
  return unlisted !== undefined || otherHosts(storage.hosts).length > 0
}
