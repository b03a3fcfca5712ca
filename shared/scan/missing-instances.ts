import { joinPath } from '../files/paths.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import { type FoundInstances, namedInstances } from './find-instances.ts'
import { isEmptyPlace } from './instances-place.ts'
import type { Layout } from './layout.ts'
import { isHidden } from './missing-stores.ts'
import { treePathOf } from './tree-path.ts'

/**
 * The instances_path that nova.conf names, where it is not in the tree and no other place has instances. Where
 * its value cannot be made out, that it is missing is all that is said, wherever instances were found.
 */
export function missingInstances(
  finder: PlaceFinder,
  config: NovaConfig | undefined,
  found: FoundInstances | undefined,
): Pick<Layout, 'missingInstances'> {
  if (config === undefined) return {}
  const isUntold = config.instancesPath === undefined
  if (isUntold) return config.set.includes('DEFAULT.instances_path') ? { missingInstances: {} } : {}
  if (found !== undefined && !isEmptyPlace(finder, found.path)) return {}
  const folder = namedInstances(config)
  if (folder === undefined) return {}
  const [at] = treePathOf(folder)
  // A container's volume lies elsewhere on the host, and was found by the name it has inside.
  if (found?.recorded === folder || (at !== undefined && isHidden(finder, at))) return {}
  const tried = at === undefined ? {} : { tried: joinPath(finder.tree.rootPath, at) }
  return { missingInstances: { folder, ...tried } }
}
