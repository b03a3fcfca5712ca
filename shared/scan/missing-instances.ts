import { joinPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import { type FoundInstances, namedInstances } from './find-instances.ts'
import { isEmptyPlace } from './instances-place.ts'
import type { Layout } from './layout.ts'
import { treePathOf } from './tree-path.ts'

/**
 * The instances_path that nova.conf names, or by which nova-compute runs on this host, where it is not in the tree
 * and no other place has instances. Where its value cannot be made out, that it is missing is all that is said,
 * wherever instances were found.
 */
export function missingInstances(
  finder: PlaceFinder,
  nova: FoundNova | undefined,
  found: FoundInstances | undefined,
): Pick<Layout, 'missingInstances'> {
  if (nova === undefined) return {}
  const { config } = nova
  const isUntold = config.instancesPath === undefined
  if (isUntold) return config.set.includes('DEFAULT.instances_path') ? { missingInstances: {} } : {}
  if (found !== undefined && !isEmptyPlace(finder, found.path)) return {}
  const folder = namedInstances(config) ?? ofCompute(nova, found)
  if (folder === undefined) return {}
  const [at] = treePathOf(folder)
  // A container's volume lies elsewhere on the host, and was found by the name it has inside.
  if (found?.recorded === folder || (at !== undefined && finder.mayHide(at))) return {}
  const tried = at === undefined ? {} : { tried: joinPath(finder.tree.rootPath, at) }
  return { missingInstances: { folder, ...tried } }
}

/** What is not named, where the file is nova-compute's alone: there is one then, be it at the usual place. */
function ofCompute(
  { path, config }: FoundNova,
  found: FoundInstances | undefined,
): string | undefined {
  return found === undefined && path !== OF_ANY_SERVICE ? config.instancesPath : undefined
}

/** Controllers have it too. */
const OF_ANY_SERVICE = 'etc/nova/nova.conf'

interface FoundNova {
  readonly path: TreePath
  readonly config: NovaConfig
}
