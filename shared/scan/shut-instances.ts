import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import { instancesPlaces, namedInstances } from './find-instances.ts'
import { VOLUMES } from './known-instances.ts'
import { KNOWN_NOVA_CONF_PATHS } from './known-places.ts'
import type { ShutInstances } from './layout.ts'

/**
 * Where the instances_path of a host may be of which none was found, as far as a folder lets nobody see whether
 * it is there. `config` is the host's, `domainPaths` are libvirt's.
 */
export function shutInstances(
  finder: PlaceFinder,
  config: NovaConfig | undefined,
  domainPaths: readonly TreePath[],
): ShutInstances | undefined {
  const named = namedInstances(config)
  const conf = config === undefined ? shutConfig(finder) : undefined
  const mayBeNova = config !== undefined || domainPaths.length > 0 || conf !== undefined
  for (const { path, recorded } of instancesPlaces(config)) {
    const folder = finder.shutAbove(path)
    const isOwn = named === undefined || recorded === named
    // Many a machine has containers, and lets nobody see what is in them.
    if (folder !== undefined && isOwn && (mayBeNova || !isVolume(path))) return { path, folder }
  }
  return conf === undefined ? undefined : { folder: conf }
}

/** What could not be read and may be the configuration of Nova, or have it. */
export function shutConfig(finder: PlaceFinder): TreePath | undefined {
  const shut = KNOWN_NOVA_CONF_PATHS.find((path) => finder.mayHide(path))
  return shut === undefined ? undefined : (finder.shutAbove(shut) ?? shut)
}

function isVolume(path: TreePath): boolean {
  return VOLUMES.some((volumes) => isWithin(path, volumes))
}
