import { joinPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { GlanceConfig } from '../glance/conf.ts'
import { DEFAULT_STORE } from '../glance/stores.ts'
import type { PlaceFinder } from './find.ts'
import type { Layout, MissingStores } from './layout.ts'
import { treePathOf } from './tree-path.ts'

/**
 * Folders of stores that glance-api.conf sets and that are not in the tree. The one of Glance's default says
 * nothing: in a container it is a volume's. `found` are all stores of the tree.
 */
export function missingStores(
  finder: PlaceFinder,
  config: GlanceConfig | undefined,
  found: readonly TreePath[],
): Pick<Layout, 'missingStores'> {
  const set = (config?.folders ?? []).map(({ path }) => path)
  const isHere = new Set<TreePath | undefined>()
  const stores: MissingStores['stores'][number][] = []
  for (const folder of set) {
    const [at] = treePathOf(folder)
    const real = at === undefined ? undefined : finder.directory(at)
    if (real !== undefined) isHere.add(real)
    else if (at !== undefined && folder !== DEFAULT_STORE && !finder.mayHide(at))
      stores.push({ folder, tried: joinPath(finder.tree.rootPath, at) })
  }
  const isUntold = config?.stores.some((store) => store.isUntold) === true
  if (isUntold) stores.push({})
  if (stores.length === 0) return {}
  // What cannot be made out may be the usual place, and that is in the configuration by default.
  const usual = found.filter((path) => isUntold || !isHere.has(path))
  return { missingStores: { stores, usual } }
}
