import { baseNameOf, joinPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { isPhrase } from '../../phrases/phrase.ts'

/** What a step removes: a rescue's files lie among those of the instance; else what it is about. */
export function targetsOf({
  subject: { path },
  evidence: { files },
}: Finding): readonly TreePath[] {
  if (typeof files !== 'object' || isPhrase(files)) return [path]
  return files.map((name) => joinPath(path, name))
}

/**
 * What a step is headed by: what goes, and never the folder around it, which whoever ticks off a list
 * by hand would remove. Several files of one folder are one line, as `language` sets names apart.
 */
export function headingOf(
  path: TreePath,
  targets: readonly TreePath[],
  language: Language,
): string {
  const [one = path, ...others] = targets
  return others.length === 0 ? one : joinPath(path, joinNames(targets.map(baseNameOf), language))
}
