import type { FileTree } from '../../shared/files/tree.ts'
import type { OpenFolder } from './opened-paths.ts'

/** Opens each folder once: what a tree knows of its directories serves each file that is opened in it. */
export function keptTrees(open: OpenFolder): OpenFolder {
  const trees = new Map<string, FileTree>()
  return (folder) => {
    const tree = trees.get(folder) ?? open(folder)
    trees.set(folder, tree)
    return tree
  }
}
