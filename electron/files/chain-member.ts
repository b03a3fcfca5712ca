import {
  type ChainMember,
  FOLDER_ERRNO,
  type KnownFolder,
  type KnownMount,
  type Lookup,
  type NamedBy,
} from '../../shared/analysis/chain/chain-host.ts'
import { isHostOwnFile } from '../../shared/analysis/chain/host-own.ts'
import { type Address, absolutePath, addressOf } from '../../shared/analysis/places/address.ts'
import type { BackingPlaces } from '../../shared/analysis/places/backing-places.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { identityOf } from '../../shared/files/identity.ts'
import { isWithin, parentPath, pathAndAbove, pathUnderRoot } from '../../shared/files/paths.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import type { FileStat, FileTree, TreePath } from '../../shared/files/tree.ts'
import type { ImageSummary } from '../../shared/formats/types.ts'
import { withVpcFooter } from '../../shared/formats/vpc/recorded.ts'
import { probeOpened } from '../../shared/scan/probe-file.ts'

/**
 * What a chain meets at a path of a tree. Without `mountPoints` no symlink is followed, and nothing is
 * told of what is around it. Throws `TreeError`.
 */
export function lookAtMember(
  tree: FileTree,
  path: TreePath,
  places: BackingPlaces,
  by: NamedBy | undefined,
  mountPoints?: () => readonly string[],
): Lookup {
  const { real, via } = mountPoints === undefined ? asNamed(path) : followed(tree, path, places)
  const stat = tree.lstat(real)
  const absolute = absolutePath(tree.rootPath, real)
  const nearest = stat.type === 'directory' ? real : parentPath(real)
  const folders = mountPoints === undefined ? [] : foldersFrom(tree, nearest, places)
  const points = (mountPoints?.() ?? []).filter((one) => pathUnderRoot(absolute, one) !== undefined)
  const address = addressOf(places.rootPath, absolute)
  if (stat.type !== 'file') {
    const inside = points.filter((one) => one !== absolute)
    const mounts = inside.flatMap((one) => mountAt(tree, one, places))
    const errno = stat.type === 'directory' ? FOLDER_ERRNO : ''
    const fault = { code: 'not-a-file', path: address, errno } as const
    const isMounted = inside.length < points.length && { isMounted: true as const }
    return { kind: 'fault', fault, folders, mounts, ...isMounted }
  }
  if (by !== undefined && isHostOwnFile(address, by, places)) {
    return { kind: 'refused', target: absolute }
  }
  const found = { kind: 'found', address, ...factsOf(tree, real, stat), folders, ...via } as const
  return points.length > 0 ? { ...found, isMounted: true } : found
}

function asNamed(path: TreePath): Followed {
  return { real: path, via: undefined }
}

interface Followed {
  readonly real: TreePath
  readonly via: Pick<ChainMember, 'via'> | undefined
}

/** Where a path leads, and what it goes through that this does not lie in. */
function followed(tree: FileTree, path: TreePath, { rootPath }: BackingPlaces): Followed {
  const met = new Set<TreePath>()
  const lookup = lookupOf(tree)
  const typeOf = (at: TreePath) => {
    met.add(at)
    return lookup.typeOf(at)
  }
  const real = resolveInRoot({ ...lookup, typeOf }, path)
  const via = [...met].filter((at) => !isWithin(real, at))
  const addresses = via.map((at) => addressOf(rootPath, absolutePath(tree.rootPath, at)))
  return { real, via: via.length === 0 ? undefined : { via: addresses } }
}

/** A member's own facts: what it is as an image, and which inode. */
function factsOf(tree: FileTree, path: TreePath, stat: FileStat) {
  const { length, allocated, dev, mtimeMs } = stat
  const inode = { dev, identity: identityAt(tree, path, stat), mtimeMs }
  const key = stat.linkKey ?? absolutePath(tree.rootPath, path)
  return { key, length, allocated, image: probe(tree, path), inode }
}

/** What is mounted at an absolute path, if that is in the tree. */
function mountAt(
  tree: FileTree,
  mountPoint: string,
  { rootPath }: BackingPlaces,
): readonly KnownMount[] {
  const path = pathUnderRoot(tree.rootPath, mountPoint)
  if (path === undefined) return []
  return lookedAt(() => {
    const stat = tree.lstat(path)
    const { length, type } = stat
    const known = knownAt(tree, path, stat, addressOf(rootPath, mountPoint))
    return { ...known, length, isFolder: type === 'directory' }
  })
}

/** A folder and those above it, as far as the tree goes. */
function foldersFrom(
  tree: FileTree,
  folder: TreePath,
  { rootPath }: BackingPlaces,
): readonly KnownFolder[] {
  return pathAndAbove(folder).flatMap((path) => {
    const address = addressOf(rootPath, absolutePath(tree.rootPath, path))
    return lookedAt(() => knownAt(tree, path, tree.lstat(path), address))
  })
}

function lookedAt<T>(look: () => T): readonly T[] {
  const found = ifSeen(look)
  return found === undefined ? [] : [found]
}

function knownAt(tree: FileTree, path: TreePath, stat: FileStat, address: Address): KnownFolder {
  return { path: address, dev: stat.dev, identity: identityAt(tree, path, stat) }
}

function identityAt(tree: FileTree, path: TreePath, stat: FileStat): string {
  return identityOf(stat, () => tree.identity(path))
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
