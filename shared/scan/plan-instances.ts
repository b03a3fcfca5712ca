import { isWithin, joinPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { instanceDirName } from '../nova/names.ts'
import type { PlaceFinder } from './find.ts'
import { CACHE_PREFIX } from './known-instances.ts'
import type { LinkedFolder } from './layout.ts'
import { asideBeside, asideLinked, asideUnits } from './plan-aside.ts'
import type { ScanUnit } from './scan-unit.ts'

export interface PlannedInstances {
  readonly basePath?: TreePath
  /** As of `Layout`. */
  readonly folders: readonly string[]
  readonly linkedFolders?: readonly LinkedFolder[]
  readonly units: readonly ScanUnit[]
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
  const linked = linkedInstances(finder, path, entries)
  return {
    ...(basePath !== undefined && { basePath }),
    folders: entries.filter(isOtherFolder).map(({ name }) => name),
    ...(cacheName === undefined && linkedFolders(finder, path, entries)),
    units: [
      ...[...caches.keys()].map((cache) => ({ kind: 'base', path: cache }) as const),
      ...instanceUnits(path, entries),
      ...linked,
      ...asideUnits(finder, path),
      ...asideBeside(finder, path, linked),
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

// Hosts that share storage may each have a cache of their own: `_base_$my_ip`; one may lie deeper than in it.
function cacheNames(
  entries: readonly DirectoryEntry[],
  cacheName: string | undefined,
): readonly string[] {
  const deeper = cacheName?.includes('/') === true ? [cacheName] : []
  const here = entries
    .filter(({ name }) => name === cacheName || name.startsWith(CACHE_PREFIX))
    .filter(({ type }) => type === 'directory' || type === 'symlink')
    .map(({ name }) => name)
    .sort((a, b) => Number(b === cacheName) - Number(a === cacheName))
  return [...deeper, ...here]
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
  return entries.flatMap(({ name, type }): readonly ScanUnit[] => {
    const instance = type === 'symlink' ? instanceDirName(name) : undefined
    if (instance === undefined) return []
    const linkedAt = joinPath(path, name)
    const aside = asideLinked(finder, linkedAt)
    if (aside.length > 0) return aside
    const real = finder.linkedDirectory(linkedAt)
    // A link to a folder above would make one instance of all of them.
    if (real === undefined || isWithin(path, real)) return []
    return [{ kind: 'instance', path: real, instance, linkedAt }]
  })
}
