import type { SeenInode } from '../../shared/analysis/chain/chain-model.ts'
import {
  type FileTree,
  type StatedFile,
  TreeError,
  type TreePath,
} from '../../shared/files/tree.ts'

/**
 * Opens what was looked at before, if it is that still: a folder on the way may have become a symlink, and what
 * is there now was judged by nobody. Throws `TreeError`, `ESTALE` where it is another file.
 */
export function openSeen(tree: FileTree, path: TreePath, seen: SeenInode | undefined): StatedFile {
  const file = tree.openListed(path)
  if (seen === undefined || file.identity() === seen.identity) return file
  file.close()
  throw new TreeError('io', path, 'ESTALE')
}
