import { cacheRule } from '../../analysis/accounting/cache/cache-rule.ts'
import { cacheOf } from '../../analysis/cache-of.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { Finding } from '../../findings/types.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatAge } from '../age.ts'

/** That a step needs nobody: of a base that nova-compute removes by itself; undefined of all else. */
export function byNovaText(
  view: NodeView,
  { code, subject, evidence }: Finding,
  language: Language,
): string | undefined {
  if (code !== 'unused-base' || evidence['case'] !== undefined) return undefined
  const cache = cacheOf(view, subject.path)
  const rule = cache && cacheRule(cache.options)
  if (cache === undefined || rule?.kind !== 'removes') return undefined
  const { byNova, byNovaDefaults } = planCatalogue(language)
  const interval = formatAge(rule.interval * 1000, language)
  return fill(cache.optionsAreKnown ? byNova : byNovaDefaults, { interval })
}
