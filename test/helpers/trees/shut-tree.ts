import { type FileTree, TreeError, type TreePath } from '../../../shared/files/tree.ts'

/** A tree with a folder that nobody may list, or a file that nobody may open. */
export function shut(tree: FileTree, shutPath: TreePath): FileTree {
  const refuse = (path: TreePath): void => {
    if (path === shutPath) throw new TreeError('permission', path, 'EACCES')
  }
  const asked = <T>(path: TreePath, answer: (path: TreePath) => T): T => {
    refuse(path)
    return answer(path)
  }
  return {
    rootPath: tree.rootPath,
    list: (path) => asked(path, (one) => tree.list(one)),
    lstat: (path) => tree.lstat(path),
    readLink: (path) => tree.readLink(path),
    open: (path) => asked(path, (one) => tree.open(one)),
    openListed: (path) => asked(path, (one) => tree.openListed(one)),
    statfs: (path) => tree.statfs(path),
    identity: (path) => tree.identity(path),
    openedAt: (path) => tree.openedAt(path),
  }
}

/** A tree with an entry that lists, and of which nobody learns what it is: its folder may not be entered. */
export function unseenAt(tree: FileTree, path: TreePath): FileTree {
  return {
    ...shut(tree, path),
    lstat: (one) => {
      if (one === path) throw new TreeError('permission', path, 'EACCES')
      return tree.lstat(one)
    },
  }
}
