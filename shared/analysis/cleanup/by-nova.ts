import type { Finding } from '../../findings/types.ts'
import { cacheRule } from '../accounting/cache/cache-rule.ts'
import { cacheOf } from '../cache-of.ts'
import type { NodeView } from '../model.ts'

/** Of a base that nova-compute removes by itself: how often it looks, and whether its options, and its release, say so. */
export interface ByNova {
  /** Seconds. */
  readonly interval: number
  readonly isKnown: boolean
}

/** Whether a step needs nobody; undefined of all but such a base. */
export function byNova(view: NodeView, { code, subject, evidence }: Finding): ByNova | undefined {
  if (code !== 'unused-base' || evidence['case'] !== undefined) return undefined
  const cache = cacheOf(view, subject.path)
  const rule = cache && cacheRule(cache.options)
  if (cache === undefined || rule?.kind !== 'removes') return undefined
  const isKnown = cache.optionsAreKnown && cache.isReleaseAssumed !== true
  return { interval: rule.interval, isKnown }
}
