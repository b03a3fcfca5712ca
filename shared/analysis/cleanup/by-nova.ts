import type { Finding } from '../../findings/types.ts'
import { cacheRule } from '../accounting/cache/cache-rule.ts'
import { cacheOf } from '../cache-of.ts'
import type { NodeView } from '../model.ts'

/** Of a base that nova-compute removes by itself, or may: how often it looks, and what of it is not known. */
export interface ByNova {
  /** Seconds. */
  readonly interval: number
  /** Its options were not read, or which release it is: it is judged by the defaults, or the rules, of the newest. */
  readonly assumed?: 'options' | 'release'
}

/** Whether a step needs nobody; undefined of all but such a base. */
export function byNova(view: NodeView, { code, subject, evidence }: Finding): ByNova | undefined {
  if (code !== 'unused-base' || evidence['case'] !== undefined) return undefined
  const cache = cacheOf(view, subject.path)
  const rule = cache && cacheRule(cache.options)
  if (cache === undefined || rule?.kind !== 'removes') return undefined
  const { interval } = rule
  if (!cache.optionsAreKnown) return { interval, assumed: 'options' }
  return cache.isReleaseAssumed === true ? { interval, assumed: 'release' } : { interval }
}
