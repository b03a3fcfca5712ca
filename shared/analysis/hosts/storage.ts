import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { BesideFolder, Layout, MountedFileSystem, PlannedNode } from '../../scan/layout.ts'
import type { UnitResult } from '../../scan/model.ts'
import { type HostsOnStorage, sharingHosts } from './sharing-hosts.ts'

/** A file system of a node, with what else is on it. */
export interface UsedFileSystem extends MountedFileSystem {
  /**
   * Bytes that are used there and belong to nothing that was scanned: other files, those that are deleted
   * and still open, and what the file system keeps for itself. Left out where it is not known.
   */
  readonly unscanned?: number
  /** Usual folders of the host among them, the largest first. */
  readonly beside?: readonly BesideFolder[]
}

/** What the node's files lie on, and who else uses it. */
export interface NodeStorage extends HostsOnStorage {
  /** The places' own first, then what is mounted inside them; each device once. */
  readonly fileSystems: readonly UsedFileSystem[]
}

/** Of a node's storage who uses it. */
export function hostsOn({ hosts, areHostsUnread }: HostsOnStorage): HostsOnStorage {
  return areHostsUnread === true ? { hosts, areHostsUnread } : { hosts }
}

type Seen = Pick<UnitResult, 'mounts' | 'computeNodes' | 'entries' | 'textFaults'>

export function storageOf(
  { layout, parts, hosts: sharing = [] }: Pick<PlannedNode, 'layout' | 'parts' | 'hosts'>,
  results: readonly Seen[],
  nowMs: number,
): NodeStorage {
  const places = parts.flatMap((part) => part.layout.fileSystems ?? [])
  const mounts = results.flatMap((result) => result.mounts ?? [])
  const hosts = results.flatMap(({ computeNodes = [] }) => computeNodes)
  const layouts = [layout, ...sharing.map((host) => host.layout)]
  return {
    fileSystems: onceEach([...places, ...mounts].flatMap(atEach)),
    hosts: sharingHosts(hosts, namesOf(layouts), nowMs).map((host) =>
      layouts.some(isHostSeen) ? host : { ...host, unseen: true },
    ),
    ...(results.some(hasUnreadHosts) && { areHostsUnread: true }),
  }
}

function hasUnreadHosts({ entries, textFaults = [] }: Seen): boolean {
  if (textFaults.some(({ path }) => baseNameOf(path) === COMPUTE_NODES)) return true
  return entries.some(({ role, fault }) => role === COMPUTE_NODES && fault !== undefined)
}

const COMPUTE_NODES = 'compute_nodes'

/**
 * Whether more of a host was opened than its instances_path, or folders above it that tell no more, which
 * may as well be a copy on any machine:
 * what is counted of the host, and how it is now, is of another machine then.
 */
export function isHostSeen({ nova, isConfigShut, hostName, domainPaths }: Layout): boolean {
  if (nova !== undefined || isConfigShut) return true
  return hostName !== undefined || domainPaths.length > 0
}

/** What Nova calls the host; undefined where neither its configuration nor the node says it. */
export function hostNameOf({ nova, hostName }: Layout): string | undefined {
  return nova?.host ?? hostName
}

function namesOf(layouts: readonly Layout[]): readonly string[] {
  return layouts.flatMap((layout) => hostNameOf(layout) ?? [])
}

/** Of several nodes: each device once, and the hosts of all. */
export function joinStorage(all: readonly NodeStorage[]): NodeStorage {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  return {
    fileSystems: onceEach(all.flatMap(({ fileSystems }) => fileSystems.flatMap(atEach))),
    hosts: all.flatMap(({ hosts }) => hosts),
    ...(all.some(({ areHostsUnread }) => areHostsUnread) && { areHostsUnread: true }),
  }
}

/** Each device where it was met first, with the other paths. */
function onceEach(all: readonly MountedFileSystem[]): readonly MountedFileSystem[] {
  const found = new Map<number, { readonly first: MountedFileSystem; readonly at: Set<TreePath> }>()
  for (const one of all) {
    const known = found.get(one.dev)
    if (known === undefined) found.set(one.dev, { first: one, at: new Set([one.path]) })
    else known.at.add(one.path)
  }
  return [...found.values()].map(({ first, at: [, ...alsoAt] }) =>
    alsoAt.length === 0 ? first : { ...first, alsoAt },
  )
}

function atEach({ alsoAt = [], ...first }: MountedFileSystem): readonly MountedFileSystem[] {
  return [first, ...alsoAt.map((path) => ({ ...first, path }))]
}
