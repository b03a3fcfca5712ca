import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'

/** Why something is not in the plan, and from when on it may be, if nothing changes; `time` tells that. */
export function leftOutText({ why, code }: LeftOut, time: string, language: Language): string {
  const words = planCatalogue(language).leftOut
  const reason = words.why[why]
  if (time === '' || code === undefined) return reason
  const { title } = findingCatalogue(language).code[code]
  return fill(why === 'aside' ? words.fromAside : words.from, { reason, title, time })
}
