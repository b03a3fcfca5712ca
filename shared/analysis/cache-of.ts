import type { TreePath } from '../files/tree.ts'
import { addTo } from '../values/grouped.ts'
import type { CacheOverview } from './accounting/cache/cache-overview.ts'
import type { NodeView } from './model.ts'
import { nodeNumbers } from './places/innermost.ts'
import type { BaseRow } from './rows/rows.ts'

type Cached = Pick<NodeView, 'accounting' | 'nodes'>

/** What the image cache that a base lies in is kept by, of whichever host that is. */
export function cacheOf(view: Cached, base: TreePath): CacheOverview | undefined {
  const { accounting, nodes = [] } = view
  const own = nodes[nodeNumbers(view)(base) ?? -1]
  return accounting.cache ?? own?.accounting.cache
}

/** The base files of each opened host's cache; of thousands of hosts none goes through all of them. */
export function basesByCache(
  view: Cached & Pick<NodeView, 'bases'>,
): ReadonlyMap<CacheOverview, readonly BaseRow[]> {
  const found = new Map<CacheOverview, BaseRow[]>()
  for (const base of view.bases) {
    const cache = cacheOf(view, base.id)
    if (cache !== undefined) addTo(found, cache, base)
  }
  return found
}

/** What the caches of all opened hosts are kept by. */
export function cachesOf({ accounting, nodes = [] }: Cached): readonly CacheOverview[] {
  const all = [accounting, ...nodes.map((node) => node.accounting)]
  // Hosts on one instances_path have one together.
  return [...new Set(all.flatMap(({ cache }) => cache ?? []))]
}
