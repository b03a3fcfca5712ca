import { planCatalogue } from '../../i18n/plan.ts'
import { joinSentences } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { guardLines, type ScanOfPlan } from './cleanup-guard.ts'
import { lookLines, sharedLines } from './cleanup-look.ts'
import { rootLines } from './cleanup-root.ts'

/** What is to be said of ROOT: of several folders one fits only where they lie to one another as here. */
export function rootText({ opened = [] }: ScanOfPlan, language: Language): string {
  const { root, roots } = planCatalogue(language).script
  return opened.length > 1 ? joinSentences([root, roots], language) : root
}

/** What the commands of the steps need; empty where none can be written. */
export function preparation(view: ScanOfPlan, language: Language): readonly string[] {
  const root = rootLines(view.rootPath)
  if (root === undefined) return []
  return [
    `# ${rootText(view, language)}`,
    ...root,
    ...sharedLines(view, language),
    ...guardLines(view, language),
    ...lookLines(view, language),
  ]
}
