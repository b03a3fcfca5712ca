import type { TreePath } from '../files/tree.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import { isEmptyPlace, looksLikeInstances } from './instances-place.ts'
import { DEFAULT_INSTANCES_PATH, KNOWN_INSTANCES_PATHS, recordedNameOf } from './known-instances.ts'
import { treePathOf } from './tree-path.ts'

export interface FoundInstances {
  readonly path: TreePath
  readonly recorded: string
  /** The folder in which libvirt's domains have their disks, where no configuration tells. */
  readonly isOfDomains?: true
}

// What nova.conf names may be a path inside a container, so that the known volumes are tried too;
// and an empty default folder says less than a filled one elsewhere.
export function findInstancesPath(
  finder: PlaceFinder,
  config: NovaConfig | undefined,
): FoundInstances | undefined {
  const named = namedInstances(config)
  const found = instancesPlaces(config).flatMap(({ path, recorded }) => {
    const real = finder.directory(path)
    return real === undefined ? [] : [{ path: real, recorded }]
  })
  const own = found.filter((place) => isOwn(finder, place, named))
  const filled = own.find(({ path }) => looksLikeInstances(finder, path))
  return filled ?? own[0] ?? stateInstances(finder)
}

/** Where a host may have it, what nova.conf names first. */
export function instancesPlaces(config: NovaConfig | undefined): readonly FoundInstances[] {
  const configured = config?.instancesPath
  const named = configured === undefined ? [] : treePathOf(configured)
  return [...named.map((path) => ({ path, recorded: configured ?? '' })), ...KNOWN_INSTANCES_PATHS]
}

/**
 * The instances_path that nova.conf names; nothing where it leaves it to Nova. A state_path of the usual
 * name says nothing: controllers have it too.
 */
export function namedInstances(config: NovaConfig | undefined): string | undefined {
  if (config?.instancesPath === undefined) return undefined
  const { instancesPath, set } = config
  const isNamed = set.includes('DEFAULT.instances_path') || instancesPath !== DEFAULT_INSTANCES_PATH
  return isNamed ? instancesPath : undefined
}

/**
 * Whether a folder can be the one that is named. An older one at another usual place is none of the
 * host's any more, whatever it holds; an empty one may be where another is mounted.
 */
function isOwn(finder: PlaceFinder, place: FoundInstances, named: string | undefined): boolean {
  return named === undefined || place.recorded === named || isEmptyPlace(finder, place.path)
}

/** Nova's state_path opened by itself: the folder that holds `instances`. */
function stateInstances(finder: PlaceFinder): FoundInstances | undefined {
  const path = finder.directory('instances')
  if (path === undefined || !looksLikeInstances(finder, path)) return undefined
  return { path, recorded: recordedNameOf(`${finder.tree.rootPath}/instances`) }
}
