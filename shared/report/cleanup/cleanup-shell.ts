import { shellWord } from '../../findings/shell.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { guardLines, type ScanOfPlan } from './cleanup-guard.ts'

/**
 * The folder that the node's files are below, as the plan's commands write it: the shell refuses it
 * where it is empty, unless it is the machine's own root. Undefined where no word can be that folder.
 */
export function rootWord(rootPath: string): string | undefined {
  if (rootPath === '/') return '"$ROOT"/'
  return shellWord(rootPath) === undefined ? undefined : `"\${ROOT:?}"/`
}

/** Where the node's files are. Undefined where no word can be that folder. */
export function rootLines(rootPath: string): readonly string[] | undefined {
  if (rootPath === '/') return ["ROOT=''"]
  const word = shellWord(rootPath)
  return word === undefined ? undefined : [`ROOT=${word}`, `: "\${ROOT:?}"`]
}

/** What is to be said of ROOT: of several folders one fits only where they lie to one another as here. */
export function rootText({ opened = [] }: ScanOfPlan, language: Language): string {
  const { root, roots } = planCatalogue(language).script
  return opened.length > 1 ? `${root} ${roots}` : root
}

/** What the commands of the steps need; empty where none can be written. */
export function preparation(view: ScanOfPlan, language: Language): readonly string[] {
  const root = rootLines(view.rootPath)
  if (root === undefined) return []
  return [`# ${rootText(view, language)}`, ...root, ...guardLines(view, language)]
}
