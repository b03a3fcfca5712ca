import type { NodeView } from '../../analysis/model.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import { lacksSomething } from '../../analysis/sizes/partial.ts'
import { sum } from '../../analysis/sizes/sum.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { unrecognised } from '../../i18n/unrecognised.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'
import { firstNames } from './first-names.ts'

/**
 * Of a plan without steps: what was looked for, and why nothing of it is there. Where not all was looked
 * at, only what was seen is told of: a scan that came to no base says nothing of bases.
 */
export function nothingNotes(view: NodeView, language: Language): readonly string[] {
  if (isUnrecognised(view)) {
    const { title, text } = unrecognised(view, language)
    return [title, text]
  }
  const words = planCatalogue(language)
  if (view.nodesInside !== undefined) {
    const paths = firstNames(view.nodesInside, language)
    return [words.nothingAbove, fill(words.inside, { paths })]
  }
  const { noBases, allInUse, someInUse, noLeftovers } = words
  const { instances } = view
  // A base that lies elsewhere is there by its symlink too.
  const bases = view.bases.filter(({ linkedAt }) => linkedAt === undefined)
  const inUse = bases.filter(({ cache }) => cache?.kind === 'in-use').length
  const values = {
    count: formatCount(bases.length),
    inUse: formatCount(inUse),
    instances: formatCount(instances.length),
  }
  if (lacksSomething(view)) {
    return [
      words.nothingSeen,
      ...(bases.length > 0 ? [fill(words.basesSeen, values)] : []),
      ...(instances.length > 0 ? [fill(words.leftoversSeen, values)] : []),
    ]
  }
  const ofBases = bases.length === 0 ? noBases : inUse === bases.length ? allInUse : someInUse
  return [nothingText(view, language), fill(ofBases, values), fill(noLeftovers, values)]
}

/** What plans set aside is no step before its time, and something to clean up all the same. */
function nothingText({ instances }: NodeView, language: Language): string {
  const { nothing, nothingYet } = planCatalogue(language)
  const waiting = instances.filter(({ kind }) => kind === 'aside')
  if (waiting.length === 0) return nothing
  const size = formatSize(sum(waiting.map(({ allocated }) => allocated)))
  return fill(nothingYet, { count: formatCount(waiting.length), size })
}
