import type { FileSystemStat, TreePath } from '../../files/tree.ts'
import { activeHosts, type SeenHost } from '../../nova/compute-nodes.ts'
import type { NodeView } from '../model.ts'
import { nodeNumbers } from '../places/innermost.ts'

/** A host that uses this instances_path, as `compute_nodes` says. */
export interface SharingHost extends SeenHost {
  /** Seen within a day before the scan, so that Nova counts it as a user of the storage. */
  readonly active: boolean
  /** This node, by its nova.conf or by its name. */
  readonly self: boolean
  /** Nothing of any host was opened: of what may be a copy nobody can tell who uses it now. */
  readonly unseen?: true
  /**
   * Where it is not this node: `recent` used the storage when this node was last seen to do so;
   * `former` had not been seen for a day then. Nova counts no such host, and its instances may be there.
   */
  readonly other?: 'recent' | 'former'
}

/** `own` is what this node is called, if that is known; several, where several hosts were opened. */
export function sharingHosts(
  hosts: readonly SeenHost[],
  own: readonly string[],
  nowMs: number,
): readonly SharingHost[] {
  const active = new Set(activeHosts(hosts, nowMs))
  const selves = new Set(own.flatMap((name) => namedAs(hosts, name) ?? []))
  const recent = new Set(activeHosts(hosts, lastSignMs(hosts, selves, nowMs)))
  const alone = own.length === 0 && recent.size === 1 ? recent : new Set<SeenHost>()
  return hosts.map((host) => ({
    ...host,
    active: active.has(host),
    self: selves.has(host),
    ...(!selves.has(host) && !alone.has(host) && { other: recent.has(host) ? 'recent' : 'former' }),
  }))
}

/** The same list as one of several opened hosts sees it, which is none but itself. */
export function seenBy(
  all: readonly SharingHost[],
  own: string | undefined,
): readonly SharingHost[] {
  const self = own === undefined ? undefined : namedAs(all, own)
  return all.map((host) => ({ ...host, self: host === self }))
}

/** The hosts of the node that a path belongs to. */
export function hostsAt(view: NodeView, path: TreePath): readonly SharingHost[] {
  const { nodes, storage } = view
  if (nodes === undefined) return storage?.hosts ?? []
  return nodes[nodeNumbers(view)(path) ?? -1]?.hosts ?? []
}

/** Who uses an instances_path, as far as its `compute_nodes` tells. */
export interface HostsOnStorage {
  /** Seen last first. */
  readonly hosts: readonly SharingHost[]
  /** It is there, and could not be read or understood: who uses the storage is as unknown as what it says. */
  readonly areHostsUnread?: true
}

/** File systems that several machines write to at once. */
const CLUSTERED =
  /^(?:nfs4?|ceph|glusterfs|lustre|ocfs2|gfs2|gpfs|beegfs|fuse\.(?:ceph(?:-fuse)?|glusterfs|mfs|quobyte))$/

/**
 * Why an instances_path may be used by hosts that no `compute_nodes` lists. `opened`: more were opened on
 * it than are listed. `unread`: the list is there and says nothing. `clustered`: none is there, and it lies
 * where several machines may have it. `mounted`: the same, and a host was opened that has its own mounted on
 * a folder which is empty here.
 */
export type Unlisted = 'opened' | 'unread' | 'clustered' | 'mounted'

/** `opened` is how many hosts on the instances_path were opened. */
export function unlistedHosts(
  { hosts, areHostsUnread }: HostsOnStorage,
  opened: number,
  fileSystem: FileSystemStat | undefined,
  isMounted: boolean,
): Unlisted | undefined {
  const selves = hosts.filter(({ other }) => other === undefined)
  if (opened > 1 && opened > selves.length) return 'opened'
  if (hosts.length > 0) return undefined
  if (areHostsUnread === true) return 'unread'
  if (CLUSTERED.test(fileSystem?.type ?? '')) return 'clustered'
  return isMounted ? 'mounted' : undefined
}

/** Why the instances_path that a path belongs to may be used by hosts that no `compute_nodes` lists. */
export function unlistedHostsAt(view: NodeView, path: TreePath): Unlisted | undefined {
  const { nodes = [], fileSystem, storage, layout } = view
  const own = nodes[nodeNumbers(view)(path) ?? -1]
  const isMounted = layout.emptyInstances === true
  if (own === undefined) {
    const isNode = layout.instancesPath !== undefined
    return isNode ? unlistedHosts(storage ?? { hosts: [] }, 1, fileSystem, isMounted) : undefined
  }
  const { instancesPath } = own.layout
  if (instancesPath === undefined) return undefined
  const sharing = nodes.filter((node) => node.layout.instancesPath === instancesPath)
  return unlistedHosts(own, sharing.length, own.fileSystem, isMounted)
}

/** Other hosts that use the storage as this one does. */
export function otherHosts(hosts: readonly SharingHost[]): readonly string[] {
  return hosts.filter(({ other }) => other === 'recent').map(({ host }) => host)
}

/** Whether other hosts use the storage, or nobody can tell although some host does. */
export function mayHaveOthers({ hosts, areHostsUnread }: HostsOnStorage): boolean {
  return otherHosts(hosts).length > 0 || (areHostsUnread === true && hosts.length === 0)
}

/** Other hosts that once used it, or were down when this one was last seen. */
export function formerHosts(hosts: readonly SharingHost[]): readonly string[] {
  return hosts.filter(({ other }) => other === 'former').map(({ host }) => host)
}

/** Hosts that were opened and use the storage, where they are several: what one has open no other sees. */
export function openedHosts(hosts: readonly SharingHost[]): readonly string[] {
  const opened = hosts.filter(({ other }) => other === undefined).map(({ host }) => host)
  return opened.length > 1 ? opened : []
}

/** Hosts that use the storage of a path now, where they are several: what lies on it moves between none of them. */
export function sharersAt(view: NodeView, path: TreePath): readonly string[] {
  const hosts = hostsAt(view, path).filter(({ other }) => other !== 'former')
  return hosts.length > 1 ? hosts.map(({ host }) => host) : []
}

/** A node's own name and Nova's for it may differ by the domain. */
function namedAs<Host extends SeenHost>(hosts: readonly Host[], own: string): Host | undefined {
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
function lastSignMs(
  hosts: readonly SeenHost[],
  selves: ReadonlySet<SeenHost>,
  nowMs: number,
): number {
  const known = selves.size > 0 ? [...selves] : hosts
  const newest = known.reduce((latest, { seenMs }) => Math.max(latest, seenMs), -Infinity)
  return Math.min(nowMs, newest)
}
