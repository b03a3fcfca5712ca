import { ifSeen } from '../files/attempt.ts'
import { isWithin } from '../files/paths.ts'
import type { FileSystemStat, FileTree, TreePath } from '../files/tree.ts'
import { isLittle } from './allocated-from.ts'
import type { Layout, MountedFileSystem } from './layout.ts'
import type { ScannedEntry } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * The file systems under a layout's places, each device once, with all places of images on it; the first
 * is the instances' own.
 */
export function fileSystemsOf(tree: FileTree, layout: Layout): readonly MountedFileSystem[] {
  const places = new Map<number, TreePath[]>()
  for (const path of placesOf(layout)) {
    const dev = deviceOf(tree, path)
    if (dev === undefined) continue
    const at = places.get(dev)
    if (at === undefined) places.set(dev, [path])
    else if (!layout.domainPaths.includes(path) && !at.some((one) => isWithin(path, one)))
      at.push(path)
  }
  return [...places].map(([dev, [path = '', ...alsoAt]]) => {
    const mounted = mountedAt(tree, path, dev)
    return alsoAt.length === 0 ? mounted : { ...mounted, alsoAt }
  })
}

/** What is mounted at a directory whose `st_dev` is known. */
export function mountedAt(tree: FileTree, path: TreePath, dev: number): MountedFileSystem {
  const fileSystem = ifSeen(() => tree.statfs(path))
  return { dev, path, ...(fileSystem && { fileSystem }) }
}

/** The file system that counts as the node's: the instances', else the store's, else the root's. */
export function mainFileSystem(tree: FileTree, layout: Layout): FileSystemStat | undefined {
  return ifSeen(() => tree.statfs(layout.instancesPath ?? layout.glancePaths[0] ?? ''))
}

/** Marks the units whose place is on a file system that makes `st_blocks` up. */
export function withTrust(
  tree: FileTree,
  units: readonly ScanUnit[],
  instancesPath: TreePath | undefined,
  fileSystems: readonly MountedFileSystem[],
): readonly ScanUnit[] {
  const devices = untrustedDevices(fileSystems)
  if (devices.size === 0) return units
  // Of thousands of instances none is asked: they lie where their instances_path does.
  const known = new Map<TreePath, MadeUp | undefined>()
  return units.map((unit) => {
    const isInPlace = unit.kind === 'instance' && unit.linkedAt === undefined
    const place = isInPlace ? (instancesPath ?? unit.path) : unit.path
    if (!known.has(place)) known.set(place, devices.get(deviceOf(tree, place) ?? Number.NaN))
    const madeUp = known.get(place)
    return madeUp === undefined ? unit : { ...unit, ...madeUp }
  })
}

/** Marks the files of which, for that reason, nobody knows what they take. */
export function entriesWithTrust(
  tree: FileTree,
  entries: readonly ScannedEntry[],
  fileSystems: readonly MountedFileSystem[],
): readonly ScannedEntry[] {
  const devices = untrustedDevices(fileSystems)
  if (devices.size === 0) return entries
  return entries.map((entry) => {
    if (entry.type !== 'file' || isLittle(entry)) return entry
    if (!devices.has(deviceOf(tree, entry.path) ?? Number.NaN)) return entry
    return { ...entry, allocated: 0, allocatedFrom: 'unknown' }
  })
}

type MadeUp = Pick<ScanUnit, 'untrustedBlocks' | 'blocksAlike'>

function untrustedDevices(fileSystems: readonly MountedFileSystem[]): ReadonlyMap<number, MadeUp> {
  const untrusted = fileSystems.filter(({ fileSystem }) => fileSystem?.blocksTrusted === false)
  return new Map(
    untrusted.map(({ dev, fileSystem }) => [
      dev,
      { untrustedBlocks: true, ...(fileSystem?.blocksAlike && { blocksAlike: true }) },
    ]),
  )
}

function placesOf(layout: Layout): readonly TreePath[] {
  const { instancesPath, basePath, glancePaths, glanceFolders = [], domainPaths } = layout
  const places = [
    ...[instancesPath, basePath].filter((path) => path !== undefined),
    ...glancePaths,
    ...glanceFolders.map(({ path }) => path),
    ...domainPaths,
  ]
  return places.length > 0 ? places : ['']
}

function deviceOf(tree: FileTree, path: TreePath): number | undefined {
  return ifSeen(() => tree.lstat(path).dev)
}
