import { NAMED_UNREAD } from '../../analysis/cleanup/may-need.ts'
import { displayText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'

/** The paths, as they are shown: of many the first few. */
export function firstNames(paths: readonly TreePath[], language: Language): string {
  const named = paths.slice(0, NAMED_UNREAD).map((path) => displayText(path))
  const text = joinNames(named, language)
  return paths.length > NAMED_UNREAD
    ? fill(planCatalogue(language).andOthers, { named: text })
    : text
}
