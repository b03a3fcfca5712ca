import { FormatError } from '../bytes/errors.ts'
import { type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import type { Check, VerdictContext } from '../formats/verdict/types.ts'
import { imageVerdict } from '../formats/verdict/verdict.ts'
import type { EntryDraft } from './entry.ts'
import type { Judgement, ScanUnit } from './model.ts'
import { suspicion } from './suspects.ts'

/** Gives the images of a unit that deserve a second look what their verdict finds. */
export function judgeEntries(
  tree: FileTree,
  unit: ScanUnit,
  entries: readonly EntryDraft[],
  diskInfo: Readonly<Record<string, string>> | undefined,
): void {
  for (const entry of entries) {
    const context = suspicion(unit, entry, diskInfo)
    if (context === undefined) continue
    const judged = judge(tree, entry.path, context)
    if (judged !== undefined) entry.judged = judged
  }
}

/** Undefined where nothing was found, or where the file cannot be read any more. */
function judge(tree: FileTree, path: TreePath, context: VerdictContext): Judgement | undefined {
  try {
    const file = tree.open(path)
    try {
      const { checks, openstack } = imageVerdict(file, context)
      const found = checks.filter(isFound)
      // Nobody uploads an instance's disk as it stands: a snapshot is flattened first.
      const refusals = context.role === 'disk' ? [] : openstack.reasons
      return found.length === 0 && refusals.length === 0 ? undefined : { checks: found, refusals }
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof TreeError || error instanceof FormatError) return undefined
    throw error
  }
}

function isFound({ state }: Check): boolean {
  return state === 'fail' || state === 'warning'
}
