import { byNova } from '../../analysis/cleanup/by-nova.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { Finding } from '../../findings/types.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatAge } from '../age.ts'

export function byNovaText(
  view: NodeView,
  finding: Finding,
  language: Language,
): string | undefined {
  const found = byNova(view, finding)
  if (found === undefined) return undefined
  const words = planCatalogue(language)
  const interval = formatAge(found.interval * 1000, language)
  return fill(words[WORDS[found.assumed ?? 'nothing']], { interval })
}

const WORDS = {
  nothing: 'byNova',
  options: 'byNovaDefaults',
  release: 'byNovaRelease',
} as const
