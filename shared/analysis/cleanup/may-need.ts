import { baseNameOf, pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DoubtOwner } from '../accounting/cache/cache-doubt.ts'
import type { Unread } from '../accounting/cache/unread.ts'
import type { CleanupStage } from './stages.ts'

/** Of each step so many are named; that there are more is told by one more than these. */
export const NAMED_UNREAD = 3

/** What goes with a step. */
export interface Going {
  readonly stage: CleanupStage
  readonly isFolder: boolean
  readonly paths: readonly TreePath[]
}

/**
 * What no domain has had as a disk: downloads and conversions get another name when they are done, and what a
 * snapshot works on a domain has only for as long. What was set aside may be named where it lay before.
 */
const NEVER_MADE: ReadonlySet<CleanupStage> = new Set(['download', 'snapshot'])

/**
 * Tells the first few things that nobody could look into and that may need what goes. What goes along
 * needs nothing any more.
 */
export function createMayNeed(unread: readonly Unread[]): (going: Going) => readonly TreePath[] {
  return ({ stage, isFolder, paths }) => {
    const gone = new Set(paths)
    const found: TreePath[] = []
    for (const one of unread) {
      const { path } = one
      if (found.length > NAMED_UNREAD) break
      if (one.needs === 'folders' && !isFolder) continue
      if (one.needs === 'made' && NEVER_MADE.has(stage)) continue
      if (one.needs === 'volumes' && !isFolder && !paths.some((path) => isNamed(path, one.names)))
        continue
      if (one.needs === 'own' && !paths.some((going) => isOf(going, one.owner))) continue
      if (!pathAndAbove(path).some((one) => gone.has(one))) found.push(path)
    }
    return found
  }
}

function isNamed(path: TreePath, names: readonly string[]): boolean {
  return names.includes(baseNameOf(path))
}

/** Whether a path is of the instance that a domain is, or of what is left of it: by a name on the way. */
function isOf(path: TreePath, { uuid, libvirtName }: DoubtOwner): boolean {
  return path.split('/').some((name) => name.startsWith(uuid) || name.startsWith(libvirtName))
}
