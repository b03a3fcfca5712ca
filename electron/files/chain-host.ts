import { dirname } from 'node:path'
import type {
  ChainHost,
  ChainMember,
  KnownFolder,
  KnownMount,
  Lookup,
  NamedBy,
} from '../../shared/analysis/chain/chain-host.ts'
import { isHostOwnFile } from '../../shared/analysis/chain/host-own.ts'
import { type Address, absolutePath, addressOf } from '../../shared/analysis/places/address.ts'
import type { BackingPlaces } from '../../shared/analysis/places/backing-places.ts'
import { attempt, ifSeen } from '../../shared/files/attempt.ts'
import {
  baseNameOf,
  normalizeAbsolute,
  parentPath,
  pathAndAbove,
  pathUnderRoot,
} from '../../shared/files/paths.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import { type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import type { ImageSummary } from '../../shared/formats/types.ts'
import { withVpcFooter } from '../../shared/formats/vpc/recorded.ts'
import { probeOpened } from '../../shared/scan/probe-file.ts'
import { liveTree } from './live-tree.ts'
import { readMounts } from './mounts.ts'

export interface ChainGrants {
  readonly places: BackingPlaces
  /** Absolute paths after symlinks: folders in which members may be looked for, and single files. */
  readonly folders: readonly string[]
  readonly files?: readonly string[]
  /** A disk that is read as it stands, whatever header it begins with. */
  readonly raw?: Address
  /** How a folder is opened; `liveTree` when nothing else is given. */
  readonly open?: (rootPath: string) => FileTree
}

/**
 * A `ChainHost` over this machine. Only what lies in a granted folder, or is a granted file, is
 * touched, symlinks included; everything else is `outside` without a look at it, and what is the host's
 * own is not opened for a name in an image. Each file is closed as soon as its header is read.
 */
export function createChainHost(grants: ChainGrants): ChainHost {
  const { places, folders, files = [], open = liveTree } = grants
  const trees = new Map<string, FileTree>()
  let points: readonly string[] | undefined
  const inOrder = [...folders].sort((a, b) => preference(places, a) - preference(places, b))

  function treeOf(folder: string): FileTree {
    const known = trees.get(folder)
    if (known !== undefined) return known
    const tree = open(folder)
    trees.set(folder, tree)
    return tree
  }

  function mountPoints(): readonly string[] {
    points ??= [...new Set(readMounts().map(({ mountPoint }) => mountPoint))]
    return points
  }

  function look(absolute: string, by: NamedBy | undefined): Lookup {
    const folder = inOrder.find((one) => pathUnderRoot(one, absolute) !== undefined)
    const path = folder === undefined ? undefined : pathUnderRoot(folder, absolute)
    if (folder !== undefined && path !== undefined) {
      return member(treeOf(folder), path, places, by, mountPoints)
    }
    if (!files.includes(absolute)) return { kind: 'outside', target: absolute }
    return member(treeOf(dirname(absolute)), baseNameOf(absolute), places, by)
  }

  return {
    places,
    lookup(address, by) {
      const absolute = normalizeAbsolute(absolutePath(places.rootPath, address))
      try {
        const found = look(absolute, by)
        return found.kind === 'found' && found.address === grants.raw ? asRaw(found) : found
      } catch (error) {
        if (error instanceof TreeError) return failed(error, absolute)
        throw error
      }
    },
  }
}

function asRaw(found: ChainMember): ChainMember {
  return { ...found, image: { format: 'raw', virtualSize: found.length } }
}

/** The opened folder itself first: it is the one that symlinks are meant in. */
function preference(places: BackingPlaces, folder: string): number {
  return folder === places.rootPath ? 0 : 1
}

/** Without `mountPoints` no symlink is followed, and nothing is told of what is around it. */
function member(
  tree: FileTree,
  path: TreePath,
  places: BackingPlaces,
  by: NamedBy | undefined,
  mountPoints?: () => readonly string[],
): Lookup {
  const real = mountPoints === undefined ? path : resolveInRoot(lookupOf(tree), path)
  const stat = tree.lstat(real)
  const absolute = absolutePath(tree.rootPath, real)
  const address: Address = addressOf(places.rootPath, absolute)
  const nearest = stat.type === 'directory' ? real : parentPath(real)
  const folders = mountPoints === undefined ? [] : foldersFrom(tree, nearest, places)
  const points = (mountPoints?.() ?? []).filter((one) => pathUnderRoot(absolute, one) !== undefined)
  if (stat.type !== 'file') {
    const inside = points.filter((one) => one !== absolute)
    const mounts = inside.flatMap((one) => mountAt(tree, one, places))
    return {
      kind: 'fault',
      fault: { code: 'not-a-file', path: address, errno: '' },
      folders,
      mounts,
    }
  }
  if (by !== undefined && isHostOwnFile(address, by, places)) {
    return { kind: 'refused', target: absolute }
  }
  const image = probe(tree, real)
  const key = stat.linkKey ?? absolute
  const { length, allocated } = stat
  const found = { kind: 'found', address, key, length, allocated, image, folders } as const
  const inode = { dev: stat.dev, ino: stat.ino }
  return { ...found, inode, ...(points.length > 0 && { isMounted: true as const }) }
}

/** What is mounted at an absolute path, if that is in the tree. */
function mountAt(
  tree: FileTree,
  mountPoint: string,
  { rootPath }: BackingPlaces,
): readonly KnownMount[] {
  const path = pathUnderRoot(tree.rootPath, mountPoint)
  const stat = path === undefined ? undefined : ifSeen(() => tree.lstat(path))
  if (stat === undefined) return []
  const { dev, ino, length, type } = stat
  const isFolder = type === 'directory'
  return [{ path: addressOf(rootPath, mountPoint), dev, ino, length, isFolder }]
}

/** A folder and those above it, as far as the tree goes. */
function foldersFrom(
  tree: FileTree,
  folder: TreePath,
  { rootPath }: BackingPlaces,
): readonly KnownFolder[] {
  return pathAndAbove(folder).flatMap((path) => {
    const stat = attempt(() => tree.lstat(path))
    if (stat instanceof TreeError) return []
    const address = addressOf(rootPath, absolutePath(tree.rootPath, path))
    return [{ path: address, dev: stat.dev, ino: stat.ino }]
  })
}

/** What the image above records decides, so all that the file may be is looked at. */
function probe(tree: FileTree, path: TreePath): ImageSummary {
  const file = tree.open(path)
  try {
    return withVpcFooter(file, probeOpened(file))
  } finally {
    file.close()
  }
}

function failed({ fault }: TreeError, absolute: string): Lookup {
  switch (fault.code) {
    case 'not-found':
    case 'not-a-directory':
      return { kind: 'absent' }
    case 'outside-root':
      return { kind: 'outside', target: absolute }
    default:
      return { kind: 'fault', fault }
  }
}
