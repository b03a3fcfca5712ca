import type { TreePath } from '../files/tree.ts'
import { activeHosts, type SeenHost } from '../nova/compute-nodes.ts'
import { nodeNumbers } from './innermost.ts'
import type { NodeView } from './model.ts'

/** A host that uses this instances_path, as `compute_nodes` says. */
export interface SharingHost extends SeenHost {
  /** Seen within a day before the scan, so that Nova counts it as a user of the storage. */
  readonly active: boolean
  /** This node, by its nova.conf or by its name. */
  readonly self: boolean
  /**
   * Where it is not this node: `recent` used the storage when this node was last seen to do so;
   * `former` had not been seen for a day then. Nova counts no such host, and its instances may be there.
   */
  readonly other?: 'recent' | 'former'
}

/** `own` is what this node is called, if that is known. */
export function sharingHosts(
  hosts: readonly SeenHost[],
  own: string | undefined,
  nowMs: number,
): readonly SharingHost[] {
  const active = new Set(activeHosts(hosts, nowMs))
  const self = own === undefined ? undefined : namedAs(hosts, own)
  const recent = new Set(activeHosts(hosts, lastSignMs(hosts, self, nowMs)))
  const here = self ?? (own === undefined && recent.size === 1 ? [...recent][0] : undefined)
  return hosts.map((host) => ({
    ...host,
    active: active.has(host),
    self: host === self,
    ...(host !== here && { other: recent.has(host) ? 'recent' : 'former' }),
  }))
}

/** The hosts of the node that a path belongs to. */
export function hostsAt(view: NodeView, path: TreePath): readonly SharingHost[] {
  const { nodes, storage } = view
  if (nodes === undefined) return storage?.hosts ?? []
  return nodes[nodeNumbers(view)(path) ?? -1]?.hosts ?? []
}

/** Other hosts that use the storage as this one does. */
export function otherHosts(hosts: readonly SharingHost[]): readonly string[] {
  return hosts.filter(({ other }) => other === 'recent').map(({ host }) => host)
}

/** Other hosts that once used it, or were down when this one was last seen. */
export function formerHosts(hosts: readonly SharingHost[]): readonly string[] {
  return hosts.filter(({ other }) => other === 'former').map(({ host }) => host)
}

/** A node's own name and Nova's for it may differ by the domain. */
function namedAs(hosts: readonly SeenHost[], own: string): SeenHost | undefined {
  const exact = hosts.find(({ host }) => host === own)
  const longer = hosts.filter(
    ({ host }) => host.startsWith(`${own}.`) || own.startsWith(`${host}.`),
  )
  return exact ?? (longer.length === 1 ? longer[0] : undefined)
}

/**
 * What the stamps of others are as old against. Of a copy that is days old all are: what the clock says
 * tells nothing there, only what this host, or else the last of all, wrote itself.
 */
function lastSignMs(hosts: readonly SeenHost[], self: SeenHost | undefined, nowMs: number): number {
  const newest = hosts.reduce((latest, { seenMs }) => Math.max(latest, seenMs), -Infinity)
  return Math.min(nowMs, self?.seenMs ?? newest)
}
