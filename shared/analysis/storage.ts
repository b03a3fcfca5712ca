import type { TreePath } from '../files/tree.ts'
import type { SeenHost } from '../nova/compute-nodes.ts'
import { activeHosts } from '../nova/compute-nodes.ts'
import type { Layout, MountedFileSystem, PlannedNode, UnitResult } from '../scan/model.ts'

/** A host that uses this instances_path, as `compute_nodes` says. */
export interface SharingHost extends SeenHost {
  /** Seen within a day before the scan, so that Nova counts it as a user of the storage. */
  readonly active: boolean
  /** This node, by its nova.conf or by its name. */
  readonly self: boolean
}

/** What the node's files lie on, and who else uses it. */
export interface NodeStorage {
  /** The places' own first, then what is mounted inside them; each device once. */
  readonly fileSystems: readonly MountedFileSystem[]
  /** Seen last first. */
  readonly hosts: readonly SharingHost[]
}

export function storageOf(
  { layout, parts }: Pick<PlannedNode, 'layout' | 'parts'>,
  results: readonly Pick<UnitResult, 'mounts' | 'computeNodes'>[],
  nowMs: number,
): NodeStorage {
  const places = parts.flatMap((part) => part.layout.fileSystems ?? [])
  const mounts = results.flatMap((result) => result.mounts ?? [])
  const hosts = results.flatMap(({ computeNodes = [] }) => computeNodes)
  const active = new Set(activeHosts(hosts, nowMs))
  const own = hostNameOf(layout)
  return {
    fileSystems: onceEach([...places, ...mounts].flatMap(atEach)),
    hosts: hosts.map((host) => ({
      ...host,
      active: active.has(host),
      self: host.host === own,
    })),
  }
}

/** What Nova calls the host; undefined where neither its configuration nor the node says it. */
export function hostNameOf({ nova, hostName }: Layout): string | undefined {
  return nova?.host ?? hostName
}

/** Of several nodes: each device once, and the hosts of all. */
export function joinStorage(all: readonly NodeStorage[]): NodeStorage {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  return {
    fileSystems: onceEach(all.flatMap(({ fileSystems }) => fileSystems.flatMap(atEach))),
    hosts: all.flatMap(({ hosts }) => hosts),
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
