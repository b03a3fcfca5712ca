import { type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'

/** Length and time of a file: two that differ enclose a change. A file that is gone has one too. */
export function fileStamp(tree: FileTree, path: TreePath): string {
  try {
    const { length, mtimeMs } = tree.lstat(path)
    return `${length}@${mtimeMs}`
  } catch (error) {
    if (error instanceof TreeError) return error.fault.code
    throw error
  }
}
