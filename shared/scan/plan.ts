import { ifSeen } from '../files/attempt.ts'
import { type FileTree, TreeError } from '../files/tree.ts'
import { foldersBeside } from './beside.ts'
import { coverageOf } from './cover.ts'
import { entriesWithTrust, fileSystemsOf, mainFileSystem, withTrust } from './file-systems.ts'
import { PlaceFinder } from './find.ts'
import { isCacheWithImages, looksLikeInstances } from './instances-place.ts'
import { recordedNameOf } from './known-instances.ts'
import type { Layout } from './layout.ts'
import type { ScannedEntry, TextFault, UnitResult } from './model.ts'
import { PartitionFinder, partitionOf } from './partition.ts'
import { planFolder } from './plan-folder.ts'
import { planInstances } from './plan-instances.ts'
import type { ScanPlan } from './plan-model.ts'
import { findNode } from './plan-node.ts'
import type { ScanUnit } from './scan-unit.ts'
import { separateUnits } from './separate.ts'

/** What was recognised, before the units are set apart. */
export interface PlannedPlaces {
  readonly layout: Layout
  readonly units: readonly ScanUnit[]
  readonly textFaults?: readonly TextFault[]
}

/**
 * Recognises what a tree is - a compute node's root, an instances_path, an image store, a folder of
 * images - and divides it into units. A node's root is never walked: only Nova's, libvirt's and
 * Glance's known places are. What cannot be read is in the plan's own result; a `TreeError` is
 * thrown where the opened folder itself may not be entered: nothing in it can be told then.
 */
export function planScan(tree: FileTree): ScanPlan {
  enter(tree)
  const { finder, places } = recognise(tree)
  const { layout, units, textFaults = [] } = places
  const fileSystem = mainFileSystem(tree, layout)
  const fileSystems = fileSystemsOf(tree, layout)
  const coverage = layout.kind === 'node' ? coverageOf(finder, units) : undefined
  const devices = new Set(fileSystems.map(({ dev }) => dev))
  const beside = coverage && foldersBeside(tree, coverage.covered, devices)
  const counted = entriesWithTrust(tree, coverage?.entries ?? [], fileSystems)
  return {
    rootPath: tree.rootPath,
    layout: {
      ...layout,
      ...instancesKey(tree, layout),
      ...(fileSystems.length > 0 && { fileSystems }),
      ...(beside && beside.length > 0 && { beside }),
    },
    ...(fileSystem && { fileSystem }),
    units: withTrust(tree, separateUnits(units), layout.instancesPath, fileSystems),
    ...(coverage && { covered: coverage.covered }),
    ...(finder.links.length > 0 && { links: finder.links }),
    result: {
      unit: { kind: 'top', path: '' },
      ...deviceOf(tree),
      entries: withFaults(counted, markListed(tree, finder.faults, units)),
      ...(textFaults.length > 0 && { textFaults }),
    },
  }
}

function recognise(tree: FileTree): {
  readonly finder: PlaceFinder
  readonly places: PlannedPlaces
} {
  const finder = new PlaceFinder(tree)
  const inPartition = findPartition(finder)
  return inPartition ?? { finder, places: findNode(finder) ?? planOpenedFolder(finder) }
}

/** What a host mounts at /var, opened alone: its places are a node's, by the names that they have below its root. */
function findPartition(root: PlaceFinder): ReturnType<typeof recognise> | undefined {
  const partition = partitionOf(root)
  if (partition === undefined) return undefined
  const finder = new PartitionFinder(root.tree, partition)
  const found = findNode(finder)
  return found && { finder, places: { ...found, layout: { ...found.layout, partition } } }
}

/** What is counted while planning lies where the root does. */
function deviceOf(tree: FileTree): Pick<UnitResult, 'dev'> {
  const dev = ifSeen(() => tree.lstat('').dev)
  return dev === undefined ? {} : { dev }
}

function instancesKey(tree: FileTree, { instancesPath }: Layout): Pick<Layout, 'instancesKey'> {
  if (instancesPath === undefined) return {}
  const key = ifSeen(() => tree.identity(instancesPath))
  return key === undefined ? {} : { instancesKey: key }
}

/** Looking at a name in a folder is denied where the folder may not be searched, whether it is there or not. */
function enter(tree: FileTree): void {
  try {
    tree.lstat('etc')
  } catch (error) {
    if (!(error instanceof TreeError)) throw error
    const { code, errno } = error.fault
    if (code === 'permission') throw new TreeError(code, '', errno)
  }
}

function planOpenedFolder(finder: PlaceFinder): PlannedPlaces {
  if (!looksLikeInstances(finder, '') || isCacheWithImages(finder)) return planFolder(finder)
  const { basePath, folders, linkedFolders, units } = planInstances(finder, '', undefined)
  return {
    units,
    layout: {
      kind: 'instances',
      instancesPath: '',
      recordedInstancesPath: recordedNameOf(finder.tree.rootPath),
      ...(basePath !== undefined && { basePath }),
      folders,
      ...(linkedFolders && { linkedFolders }),
      glancePaths: [],
      domainPaths: [],
    },
  }
}

/** The unit of a folder that lists counts each entry that cannot be looked at in it, and the folder. */
function markListed(
  tree: FileTree,
  faults: readonly ScannedEntry[],
  units: readonly ScanUnit[],
): readonly ScannedEntry[] {
  const own = new Set(units.map(({ path }) => path))
  const isListed = ({ path }: ScannedEntry) =>
    own.has(path) && ifSeen(() => tree.list(path)) !== undefined
  return faults.map((entry) => (isListed(entry) ? { ...entry, isListed: true } : entry))
}

/** Each entry once: what was counted and could not be opened is counted with its fault. */
function withFaults(
  counted: readonly ScannedEntry[],
  faults: readonly ScannedEntry[],
): readonly ScannedEntry[] {
  const unread = new Map(faults.map((entry) => [entry.path, entry]))
  const known = new Set(counted.map(({ path }) => path))
  return [
    ...faults.filter(({ path }) => !known.has(path)),
    ...counted.map((entry) => {
      const fault = entry.fault ?? unread.get(entry.path)?.fault
      return fault === undefined ? entry : { ...entry, fault }
    }),
  ]
}
