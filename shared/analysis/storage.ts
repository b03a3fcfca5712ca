import type { SeenHost } from '../nova/compute-nodes.ts'
import { activeHosts } from '../nova/compute-nodes.ts'
import type { Layout, MountedFileSystem, UnitResult } from '../scan/model.ts'

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
  layout: Layout,
  results: readonly Pick<UnitResult, 'mounts' | 'computeNodes'>[],
  nowMs: number,
): NodeStorage {
  const fileSystems = new Map<number, MountedFileSystem>()
  const all = [...(layout.fileSystems ?? []), ...results.flatMap(({ mounts = [] }) => mounts)]
  for (const one of all) if (!fileSystems.has(one.dev)) fileSystems.set(one.dev, one)
  const hosts = results.flatMap(({ computeNodes = [] }) => computeNodes)
  const active = new Set(activeHosts(hosts, nowMs))
  return {
    fileSystems: [...fileSystems.values()],
    hosts: hosts.map((host) => ({
      ...host,
      active: active.has(host),
      self: host.host === (layout.nova?.host ?? layout.hostName),
    })),
  }
}

/** Of several nodes: each device once, and the hosts of all. */
export function joinStorage(all: readonly NodeStorage[]): NodeStorage {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  const fileSystems = new Map<number, MountedFileSystem>()
  for (const one of all.flatMap((storage) => storage.fileSystems)) {
    if (!fileSystems.has(one.dev)) fileSystems.set(one.dev, one)
  }
  return {
    fileSystems: [...fileSystems.values()],
    hosts: all.flatMap(({ hosts }) => hosts),
  }
}
