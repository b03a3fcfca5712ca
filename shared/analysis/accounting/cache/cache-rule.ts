import type { CacheOptions } from './cache-options.ts'

/** oslo.service runs a task whose interval is 0 this often (`DEFAULT_INTERVAL`); seconds. */
const DEFAULT_INTERVAL = 60

/**
 * What the options of an image cache come to; times in seconds.
 *
 * - stopped: the manager does not run.
 * - keeps: it runs, and removes nothing.
 * - removes: at each of its passes, what was unused for so long.
 */
export type CacheRule =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'keeps' }
  | {
      readonly kind: 'removes'
      readonly original: number
      readonly resized: number
      readonly interval: number
    }

export function cacheRule(options: CacheOptions): CacheRule {
  const { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge } = options
  if (managerInterval < 0) return { kind: 'stopped' }
  if (!removeUnused) return { kind: 'keeps' }
  const interval = managerInterval === 0 ? DEFAULT_INTERVAL : managerInterval
  return { kind: 'removes', original: originalMinimumAge, resized: resizedMinimumAge, interval }
}
