import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, isWithin, joinPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { instanceDirName, isTemporaryName } from '../nova/names.ts'
import type { PlaceFinder } from './find.ts'
import type { LinkedFolder } from './layout.ts'
import { probeFile } from './probe-file.ts'
import { looksLikeRawImage } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'

/** What names of image caches begin with, by Nova's default and where hosts share one folder. */
export const CACHE_PREFIX = '_base'

export interface PlannedInstances {
  readonly basePath?: TreePath
  /** As of `Layout`. */
  readonly folders: readonly string[]
  readonly linkedFolders?: readonly LinkedFolder[]
  readonly units: readonly ScanUnit[]
}

/** What an instances_path is called where nobody says otherwise. */
const USUAL_NAME = 'instances'

/** Whether a folder is an instances_path by what is in it. */
export function looksLikeInstances(finder: PlaceFinder, path: TreePath): boolean {
  const entries = finder.list(path)
  return (
    entries.some(
      (entry) =>
        isUsed(entry) ||
        (entry.name === CACHE_PREFIX && (entry.type === 'directory' || entry.type === 'symlink')),
    ) || holdsLinkedInstance(finder, path, entries)
  )
}

/** Whether a folder has nothing in it, as one on which something is to be mounted; a new file system has one folder. */
export function isEmptyPlace(finder: PlaceFinder, path: TreePath): boolean {
  const holds = ({ name }: DirectoryEntry): boolean => name !== 'lost+found'
  if (finder.list(path).some(holds)) return false
  // One that cannot be listed has none there either.
  return ifSeen(() => finder.tree.list(path))?.some(holds) === false
}

/**
 * Whether only an image cache makes one of an opened folder, and images lie beside it that somebody
 * keeps with what they stand on: they are the folder's, and the cache is a part of it. Where Nova's
 * locks are, it is an instances_path without instances, whatever was left there.
 */
export function isCacheWithImages(finder: PlaceFinder): boolean {
  const entries = finder.list('')
  if (entries.some(isUsed) || holdsLinkedInstance(finder, '', entries)) return false
  const hasFolder = (wanted: string): boolean =>
    entries.some(({ name, type }) => name === wanted && type === 'directory')
  if (!hasFolder(CACHE_PREFIX) || hasFolder('locks')) return false
  return entries.some(({ name, type }) => type === 'file' && isImage(finder, name))
}

/** As a folder of anything is searched for images, but for what is hidden: NFS keeps there what is gone. */
function isImage({ tree }: PlaceFinder, name: TreePath): boolean {
  if (name.startsWith('.') || isTemporaryName(name)) return false
  const found = ifSeen(() => {
    const { length } = tree.lstat(name)
    if (length === 0) return false
    return looksLikeRawImage(name, length) || probeFile(tree, name).format !== 'raw'
  })
  return found === true
}

/** What Nova leaves where it runs instances; who looks after the cache writes `compute_nodes`. */
function isUsed({ name, type }: DirectoryEntry): boolean {
  if (type === 'file') return name === 'compute_nodes'
  return type === 'directory' && instanceDirName(name) !== undefined
}

/** A store of images may be symlinks too, of the same names; where one leads out nobody can tell. */
function holdsLinkedInstance(
  finder: PlaceFinder,
  path: TreePath,
  entries: readonly DirectoryEntry[],
): boolean {
  const isUsual = baseNameOf(path === '' ? finder.tree.rootPath : path) === USUAL_NAME
  return entries.some(({ name, type }) => {
    if (type !== 'symlink' || instanceDirName(name) === undefined) return false
    const found = finder.linkedType(joinPath(path, name))
    return found === 'directory' || (found === 'outside' && isUsual)
  })
}

/**
 * Units of an instances_path: its image caches, its instances, and the rest of it as `top`. A cache
 * that is a symlink is taken where it leads to inside the root; `cacheName` is Nova's, if there is a
 * configuration, and empty where that does not tell it.
 */
export function planInstances(
  finder: PlaceFinder,
  path: TreePath,
  cacheName: string | undefined,
): PlannedInstances {
  const entries = finder.list(path)
  const names = cacheNames(entries, cacheName)
  const caches = findCaches(finder, path, names)
  const own = ownName(names, cacheName)
  const basePath = [...caches].find(([, name]) => name === own)?.[0]
  return {
    ...(basePath !== undefined && { basePath }),
    folders: entries.filter(isOtherFolder).map(({ name }) => name),
    ...(cacheName === undefined && linkedFolders(finder, path, entries)),
    units: [
      ...[...caches.keys()].map((cache) => ({ kind: 'base', path: cache }) as const),
      ...instanceUnits(path, entries),
      ...linkedInstances(finder, path, entries),
      { kind: 'top', path },
    ],
  }
}

function isOtherFolder({ name, type }: DirectoryEntry): boolean {
  return type === 'directory' && instanceDirName(name) === undefined
}

/** Of any name may be a cache: a folder has a few. */
const MAX_LINKED = 64

/** What may be the cache of a host whose configuration is not here. */
function linkedFolders(
  finder: PlaceFinder,
  path: TreePath,
  entries: readonly DirectoryEntry[],
): Pick<PlannedInstances, 'linkedFolders'> {
  const links = entries.filter(
    ({ name, type }) => type === 'symlink' && instanceDirName(name) === undefined,
  )
  const found = links.slice(0, MAX_LINKED).flatMap(({ name }) => {
    const at = joinPath(path, name)
    const real = finder.linkedType(at) === 'directory' ? finder.linkedDirectory(at) : undefined
    // A link to a folder above would make the cache of everything.
    return real === undefined || isWithin(path, real) ? [] : [{ name, path: real }]
  })
  return found.length === 0 ? {} : { linkedFolders: found }
}

// Hosts that share storage may each have a cache of their own: `_base_$my_ip`.
function cacheNames(
  entries: readonly DirectoryEntry[],
  cacheName: string | undefined,
): readonly string[] {
  return entries
    .filter(({ name }) => name === cacheName || name.startsWith(CACHE_PREFIX))
    .filter(({ type }) => type === 'directory' || type === 'symlink')
    .map(({ name }) => name)
    .sort((a, b) => Number(b === cacheName) - Number(a === cacheName))
}

/**
 * The cache that this host's Nova looks at: the one that its configuration names. Where that is not
 * known it is the only one, or without a configuration the one by Nova's default.
 */
function ownName(names: readonly string[], cacheName: string | undefined): string | undefined {
  const isKnown = cacheName !== undefined && cacheName !== ''
  if (!isKnown && names.length === 1) return names[0]
  return cacheName ?? CACHE_PREFIX
}

/** The names of caches by where they really are. */
function findCaches(
  finder: PlaceFinder,
  path: TreePath,
  names: readonly string[],
): ReadonlyMap<TreePath, string> {
  const found = new Map<TreePath, string>()
  for (const name of names) {
    const real = finder.directory(joinPath(path, name))
    // A link to a folder above would make the cache of everything.
    if (real !== undefined && !isWithin(path, real) && !found.has(real)) found.set(real, name)
  }
  return found
}

function instanceUnits(path: TreePath, entries: readonly DirectoryEntry[]): readonly ScanUnit[] {
  const units: ScanUnit[] = []
  for (const { name, type } of entries) {
    const instance = type === 'directory' ? instanceDirName(name) : undefined
    if (instance) units.push({ kind: 'instance', path: joinPath(path, name), instance })
  }
  return units
}

/** Nova follows a symlink at an instance's name as if the folder were there. */
function linkedInstances(
  finder: PlaceFinder,
  path: TreePath,
  entries: readonly DirectoryEntry[],
): readonly ScanUnit[] {
  return entries.flatMap(({ name, type }) => {
    const instance = type === 'symlink' ? instanceDirName(name) : undefined
    if (instance === undefined) return []
    const linkedAt = joinPath(path, name)
    const real = finder.linkedDirectory(linkedAt)
    // A link to a folder above would make one instance of all of them.
    if (real === undefined || isWithin(path, real)) return []
    return [{ kind: 'instance', path: real, instance, linkedAt } as const]
  })
}
