import type { FileSystemStat } from '../../files/tree.ts'
import type { BesideFolder, LayoutKind, MountedFileSystem, PlannedNode } from '../../scan/layout.ts'
import type { DeviceTally } from '../sizes/by-device.ts'
import { knownSpace, type SpaceOfHost } from './space-of-host.ts'
import { joinStorage, type NodeStorage, type UsedFileSystem } from './storage.ts'

/** A node's storage, and whose space its file systems are. */
export interface StorageOfNode {
  readonly planned: Pick<PlannedNode, 'layout'>
  readonly storage: NodeStorage
  readonly space: SpaceOfHost
}

/** The storage of all nodes; `scanned` counts all that was seen, or is left out where not everything was. */
export function storageWithRest(
  nodes: readonly StorageOfNode[],
  scanned: DeviceTally | undefined,
): NodeStorage {
  const storage = joinStorage(nodes.map((node) => node.storage))
  const own = new Set(nodes.filter(isOfHost).flatMap(devicesOf))
  const beside = nodes.flatMap(({ planned }) => planned.layout.beside ?? [])
  return {
    ...storage,
    fileSystems: storage.fileSystems.map((one) => {
      return own.has(one.dev) ? withRest(one, scanned?.on(one.dev), beside) : one
    }),
  }
}

const HOSTS: ReadonlySet<LayoutKind> = new Set<LayoutKind>(['node', 'instances', 'glance'])

/** What else is on the file system of a folder of images, or of a copy, is none of a node's. */
function isOfHost({ planned, space }: StorageOfNode): boolean {
  return HOSTS.has(planned.layout.kind) && knownSpace(space) !== undefined
}

function devicesOf({ storage }: StorageOfNode): readonly number[] {
  return storage.fileSystems.map(({ dev }) => dev)
}

function withRest(
  used: MountedFileSystem,
  scanned: number | undefined,
  all: readonly BesideFolder[],
): UsedFileSystem {
  const unscanned = restOf(used.fileSystem, scanned)
  const beside = all
    .filter(({ dev }) => dev === used.dev)
    .toSorted((a, b) => b.allocated - a.allocated)
  return {
    ...used,
    ...(unscanned !== undefined && { unscanned }),
    ...(beside.length > 0 && { beside }),
  }
}

/** Ceph may tell what its disks hold, each replica with it. */
const OF_CLUSTER = /ceph/

/** Less than nothing where files share blocks or are compressed: then it is not known. */
function restOf(
  fileSystem: FileSystemStat | undefined,
  scanned: number | undefined,
): number | undefined {
  if (fileSystem === undefined || scanned === undefined) return undefined
  const { type = '', blocksTrusted, total, free } = fileSystem
  if (blocksTrusted === false || OF_CLUSTER.test(type)) return undefined
  const rest = total - free - scanned
  return rest < 0 ? undefined : rest
}
