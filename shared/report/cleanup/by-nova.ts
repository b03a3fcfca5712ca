import { cacheRule } from '../../analysis/accounting/cache/cache-rule.ts'
import { cacheOf } from '../../analysis/cache-of.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { Finding } from '../../findings/types.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatAge } from '../age.ts'

/** Of a base that nova-compute removes by itself: how often it looks, and whether its options say so. */
interface ByNova {
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
  return { interval: rule.interval, isKnown: cache.optionsAreKnown }
}

export function byNovaText(
  view: NodeView,
  finding: Finding,
  language: Language,
): string | undefined {
  const found = byNova(view, finding)
  if (found === undefined) return undefined
  const words = planCatalogue(language)
  const interval = formatAge(found.interval * 1000, language)
  return fill(found.isKnown ? words.byNova : words.byNovaDefaults, { interval })
}
