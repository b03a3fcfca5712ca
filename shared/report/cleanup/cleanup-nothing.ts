import { waitingOf } from '../../analysis/cleanup/waiting.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import { lacksSomething } from '../../analysis/sizes/partial.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { unrecognised } from '../../i18n/unrecognised.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatCount } from '../count.ts'
import { leastSize } from '../size.ts'
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
      waitingText(view, language) ?? words.nothingSeen,
      ...(bases.length > 0 ? [fill(words.basesSeen, values)] : []),
      ...(instances.length > 0 ? [fill(words.leftoversSeen, values)] : []),
    ]
  }
  const ofBases = bases.length === 0 ? noBases : inUse === bases.length ? allInUse : someInUse
  return [
    waitingText(view, language) ?? words.nothing,
    fill(ofBases, values),
    fill(noLeftovers, values),
  ]
}

/** What is left out may be something to clean up all the same, before its time. */
function waitingText(view: NodeView, language: Language): string | undefined {
  const { count, bytes, isAtLeast } = waitingOf(view)
  if (count === 0) return undefined
  const { nothingNow, nothingNowSeen, sizeUnknown } = planCatalogue(language)
  const size = bytes === undefined ? sizeUnknown : leastSize(bytes, isAtLeast)
  const values = { count: formatCount(count), size }
  return fill(lacksSomething(view) ? nothingNowSeen : nothingNow, values)
}
