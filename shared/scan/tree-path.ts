import { pathUnderRoot } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'

/** Where an absolute path of the node lies in its tree; none for the root and for what climbs. */
export function treePathOf(absolute: string): readonly TreePath[] {
  const path = pathUnderRoot('/', absolute)
  return path === undefined || path === '' ? [] : [path]
}
