import type { FileTree, OpenFile } from '../../shared/files/tree.ts'

/** The same tree, with a `beat` before each call that may never come back. */
export function beatingTree(tree: FileTree, beat: () => void): FileTree {
  const before = <A extends readonly unknown[], R>(call: (...args: A) => R) => {
    return (...args: A): R => {
      beat()
      return call(...args)
    }
  }
  return {
    rootPath: tree.rootPath,
    list: before((path) => tree.list(path)),
    lstat: before((path) => tree.lstat(path)),
    readLink: before((path) => tree.readLink(path)),
    open: before((path) => beatingFile(tree.open(path), beat)),
    openListed: before((path) => {
      const file = tree.openListed(path)
      const identity = before(() => file.identity())
      return { ...beatingFile(file, beat), stat: file.stat, identity }
    }),
    statfs: before((path) => tree.statfs(path)),
    identity: before((path) => tree.identity(path)),
    openedAt(path) {
      const own = tree.openedAt(path)
      return own && { ...own, tree: beatingTree(own.tree, beat) }
    },
  }
}

function beatingFile(file: OpenFile, beat: () => void): OpenFile {
  return {
    get size() {
      return file.size
    },
    read(target, offset) {
      beat()
      return file.read(target, offset)
    },
    close: () => file.close(),
  }
}
