import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { type CacheLogLine, cacheLog } from './accounting/cache/cache-log.ts'
import type { CacheOverview } from './accounting/cache/cache-overview.ts'
import { cacheOf } from './cache-of.ts'
import type { NodeView } from './model.ts'
import type { BaseRow } from './rows/rows.ts'

/** As the node calls the cache that a path is in, which of several hosts may be another's. */
export function pathOfCache({ caches, path }: CacheOverview, inside: TreePath | undefined): string {
  const own = caches?.find(({ at }) => inside !== undefined && isWithin(inside, at))
  return own?.path ?? path
}

/** What nova-compute logs of a base in its next pass. */
export function baseLog(row: BaseRow, view: NodeView): readonly CacheLogLine[] {
  const overview = cacheOf(view, row.id)
  if (row.cache === undefined || overview === undefined) return []
  const path = `${pathOfCache(overview, row.id)}/${row.name}`
  return cacheLog(path, row.cache, overview.options, view.finishedAtMs)
}
