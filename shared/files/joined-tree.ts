import { isWithin, joinPaths } from './paths.ts'
import { type FileTree, TreeError, type TreePath } from './tree.ts'

/** One of the folders that a joined tree is of. */
export interface OpenedTree {
  /** In the joined tree. */
  readonly path: TreePath
  /** May throw `TreeError` where it is opened only when it is asked. */
  readonly tree: FileTree
}

/**
 * Several folders as one tree below `rootPath`, which is above all of them. What lies beside them,
 * and the root itself, is `outside-root`: it is never listed, looked at or opened. A symlink means
 * inside its own folder what it means there.
 */
export function joinedTree(rootPath: string, opened: readonly OpenedTree[]): FileTree {
  // Of folders within one another the inner one answers for what is in it.
  const inOrder = [...opened].sort((a, b) => b.path.length - a.path.length)
  const ownTree = (path: TreePath): OpenedTree => {
    const own = inOrder.find((one) => isWithin(path, one.path))
    if (own === undefined) throw new TreeError('outside-root', path, 'EACCES')
    return own
  }
  const ask = <T>(path: TreePath, call: (tree: FileTree, own: TreePath) => T): T => {
    const own = ownTree(path)
    return inJoined(own.path, () => call(own.tree, pathBelow(path, own.path)))
  }
  return {
    rootPath,
    list: (path) => ask(path, (tree, own) => tree.list(own)),
    lstat: (path) => ask(path, (tree, own) => tree.lstat(own)),
    readLink: (path) => ask(path, (tree, own) => tree.readLink(own)),
    open: (path) => ask(path, (tree, own) => tree.open(own)),
    openListed: (path) => ask(path, (tree, own) => tree.openListed(own)),
    statfs: (path) => ask(path, (tree, own) => tree.statfs(own)),
    identity: (path) => ask(path, (tree, own) => tree.identity(own)),
    openedAt(path) {
      const own = ownTree(path)
      const tree = inJoined(own.path, () => own.tree)
      return { tree, above: own.path, path: pathBelow(path, own.path) }
    },
  }
}

function pathBelow(path: TreePath, above: TreePath): TreePath {
  if (above === '') return path
  return path === above ? '' : path.slice(above.length + 1)
}

/** What goes wrong in a tree of its own, with the path in the joined one. */
function inJoined<T>(above: TreePath, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof TreeError ? joinedError(error, above) : error
  }
}

function joinedError({ fault }: TreeError, above: TreePath): TreeError {
  return new TreeError(fault.code, joinPaths(above, fault.path), fault.errno)
}
