import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'

/** What to say where options of an image cache are Nova's defaults, and not those of the node. */
export function defaultsNote({ optionsAreKnown, refusesOption, isShut, isUntold }: CacheOverview) {
  if (optionsAreKnown) return undefined
  if (isShut === true) return 'accounting.cache.shut'
  if (isUntold === true) return 'accounting.cache.untold'
  return refusesOption === true ? 'accounting.cache.refused' : 'accounting.cache.defaults'
}
