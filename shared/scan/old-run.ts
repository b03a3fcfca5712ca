import { ifSeen } from '../files/attempt.ts'
import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { PlaceFinder } from './find.ts'

/** Before Linux had /run (CentOS 6) this was a folder; now it is a symlink, and what is there is found anyway. */
export const OLD_RUN: TreePath = 'var/run'

/** Places of which those below /var/run are left out where that is no folder of its own. */
export function withOldRun(
  { tree }: Pick<PlaceFinder, 'tree'>,
  paths: readonly TreePath[],
): readonly TreePath[] {
  const isFolder = ifSeen(() => tree.lstat(OLD_RUN))?.type === 'directory'
  return isFolder ? paths : paths.filter((path) => !isWithin(path, OLD_RUN))
}
