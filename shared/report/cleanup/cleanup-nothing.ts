import type { NodeView } from '../../analysis/model.ts'
import { fill } from '../../i18n/fill.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { formatCount } from '../count.ts'

/** Of a plan without steps: what was looked for, and why nothing of it is there. */
export function nothingNotes(view: NodeView, language: Language): readonly string[] {
  const { nothing, noBases, allInUse, someInUse, noLeftovers } = planCatalogue(language)
  const { bases, instances } = view
  const inUse = bases.filter(({ cache }) => cache?.kind === 'in-use').length
  const values = {
    count: formatCount(bases.length),
    inUse: formatCount(inUse),
    instances: formatCount(instances.length),
  }
  const ofBases = bases.length === 0 ? noBases : inUse === bases.length ? allInUse : someInUse
  return [nothing, fill(ofBases, values), fill(noLeftovers, values)]
}
