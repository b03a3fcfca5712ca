import { normalizeAbsolute, pathUnderRoot } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'

/**
 * Where an absolute path of the node lies in its tree, `..` taken as `os.path.normpath` does; none for the
 * root.
 */
export function treePathOf(absolute: string): readonly TreePath[] {
  const path = pathUnderRoot('/', normalizeAbsolute(absolute))
  return path === undefined || path === '' ? [] : [path]
}
