import { attempt } from '../../shared/files/attempt.ts'
import { type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'

/** Length and time of a file: two that differ enclose a change. A file that is gone has one too. */
export function fileStamp(tree: FileTree, path: TreePath): string {
  const found = attempt(() => tree.lstat(path))
  return found instanceof TreeError ? found.fault.code : `${found.length}@${found.mtimeMs}`
}
