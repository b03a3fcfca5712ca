import { baseNameOf, joinPath, normalizeAbsolute, pathUnderRoot } from '../../files/paths.ts'
import { type Address, addressOf, besides } from '../places/address.ts'
import type { BackingPlaces, NamedPlaces, OpenedPlaces } from '../places/backing-places.ts'
import { belowInstances } from '../places/below-instances.ts'
import { cacheBeside } from '../places/cache-beside.ts'
import { nearOf, openedOf } from '../places/opened-places.ts'
import type { BackingName } from './backing-name.ts'
import type { ResolutionRule } from './chain-model.ts'
import { isLocatable } from './described-name.ts'

export interface Candidate {
  readonly address: Address
  readonly rule: ResolutionRule
}

/**
 * Where what `overlay` records may stand, most trusted rule first, each place once. What is named by
 * a protocol stands nowhere but where somebody pointed at. Addresses may lie outside of what was granted:
 * whoever looks there decides.
 */
export function backingCandidates(
  recorded: string,
  name: Exclude<BackingName, { readonly kind: 'none' }>,
  overlay: Address,
  places: BackingPlaces,
): readonly Candidate[] {
  const located = places.located?.get(recorded)
  if (located !== undefined && isLocatable(recorded)) return [{ address: located, rule: 'located' }]
  if (name.kind === 'protocol') return []
  const own = openedOf(overlay, places)
  if (name.kind === 'absolute') {
    const found = absoluteCandidates(name.path, own, places)
    const beside = cacheBeside(overlay, own)
    const cached = beside === undefined ? [] : cachedIn(beside, name.path)
    const moved = inMovedInstances(name.path, nearOf(own, places))
    // A disk that names one of its own name elsewhere does not stand on itself.
    const others = moved.filter(({ address }) => address !== overlay)
    const more = [...cached, ...others]
    return more.length === 0 ? found : once([...found, ...more])
  }
  const cached = inBases(name.path, nearOf(own, places))
  return once([relative(places.rootPath, overlay, name.path), ...cached])
}

/** Thousands of overlays record one name, which means the same to all of them. */
const remembered = new WeakMap<BackingPlaces | OpenedPlaces, Map<string, readonly Candidate[]>>()
/** Names that are remembered; a node has a few hundred bases. */
const REMEMBERED_NAMES = 4096

function absoluteCandidates(
  path: string,
  own: OpenedPlaces | undefined,
  places: BackingPlaces,
): readonly Candidate[] {
  const names = remembered.get(own ?? places) ?? new Map<string, readonly Candidate[]>()
  const known = names.get(path)
  if (known !== undefined) return known
  const near = nearOf(own, places)
  const found = once([...underRoots(normalizeAbsolute(path), near, places), ...inBases(path, near)])
  if (names.size >= REMEMBERED_NAMES) names.clear()
  names.set(path, found)
  remembered.set(own ?? places, names)
  return found
}

/** A file of a cache by its recorded place in one, and not by its name alone. */
function cachedIn(basePath: Address, path: string): readonly Candidate[] {
  const cached = cachedName(path)
  if (cached === undefined) return []
  return [{ address: joinPath(basePath, cached), rule: 'base-directory' }]
}

/** The name of a file in a folder that is called as Nova calls its image cache. */
export function cachedName(path: string): string | undefined {
  return /\/_base\/([^/]+)$/.exec(path)?.[1]
}

/**
 * A file in an instance's folder, by that folder's name. An instances_path that was opened without its
 * node does not tell what the node calls it: it may be any path, or was copied to another.
 */
function inMovedInstances(path: string, near: readonly OpenedPlaces[]): readonly Candidate[] {
  return near.flatMap(({ nodeRoot, instancesPath }) => {
    if (instancesPath === undefined || nodeRoot !== undefined) return []
    const below = belowInstances(normalizeAbsolute(path))
    return below === undefined
      ? []
      : [{ address: joinPath(instancesPath, below), rule: 'instances-path' } as const]
  })
}

function inBases(path: string, near: readonly NamedPlaces[]): readonly Candidate[] {
  return near.flatMap(({ basePath }) => {
    if (basePath === undefined) return []
    return [{ address: joinPath(basePath, baseNameOf(path)), rule: 'base-directory' }] as const
  })
}

function once(found: readonly Candidate[]): readonly Candidate[] {
  return found.filter((one, at) => found.findIndex((other) => other.address === one.address) === at)
}

function relative(rootPath: string, overlay: Address, name: string): Candidate {
  return { address: besides(rootPath, overlay, name), rule: 'relative' }
}

function underRoots(
  path: string,
  [own, ...others]: readonly OpenedPlaces[],
  { rootPath, givenRoot }: BackingPlaces,
): readonly Candidate[] {
  const found: Candidate[] = []
  if (givenRoot !== undefined) {
    found.push({ address: below(rootPath, givenRoot, path), rule: 'given-root' })
  }
  if (own !== undefined) found.push(...inOpened(path, own, rootPath))
  const inside = pathUnderRoot(rootPath, path)
  if (inside !== undefined) found.push({ address: inside, rule: 'verbatim' })
  return [...found, ...others.flatMap((other) => inOpened(path, other, rootPath))]
}

function inOpened(path: string, opened: OpenedPlaces, rootPath: string): readonly Candidate[] {
  const { nodeRoot } = opened
  const found: Candidate[] = inPartition(normalizeAbsolute(path), opened)
  if (nodeRoot !== undefined) {
    found.push({ address: below(rootPath, nodeRoot, path), rule: 'node-root' })
  }
  for (const address of inInstancesPath(path, opened)) {
    found.push({ address, rule: 'instances-path' })
  }
  return found
}

/** A partition of the node has all names that begin with where the node mounts it. */
function inPartition(path: string, { path: folder, partition }: OpenedPlaces): Candidate[] {
  const above = `/${partition}/`
  if (partition === undefined || !path.startsWith(above)) return []
  return [{ address: joinPath(folder, path.slice(above.length)), rule: 'node-root' }]
}

/** Where an absolute name is when `root`, absolute itself, stands for `/`. */
function below(rootPath: string, root: string, path: string): Address {
  return addressOf(rootPath, normalizeAbsolute(root + path))
}

/** A node's instances_path may be mounted anywhere: what is below it, or below any `_base`, is looked for. */
function inInstancesPath(path: string, places: NamedPlaces): readonly Address[] {
  const { instancesPath, basePath, recordedInstancesPath } = places
  if (instancesPath === undefined) return []
  const cached = cachedName(path)
  const found: Address[] = []
  if (cached !== undefined) {
    found.push(joinPath(basePath ?? joinPath(instancesPath, '_base'), cached))
  }
  const rest =
    recordedInstancesPath === undefined ? undefined : pathUnderRoot(recordedInstancesPath, path)
  if (rest !== undefined) found.push(joinPath(instancesPath, rest))
  return found
}
