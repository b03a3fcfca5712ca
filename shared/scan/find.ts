import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import { type EntryType, type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import { unknownEntry } from './entry.ts'
import type { ScannedEntry } from './model.ts'

/** Looks for places in a tree and keeps what could not be looked at as entries with a fault. */
export class PlaceFinder {
  readonly tree: FileTree
  readonly faults: ScannedEntry[] = []

  constructor(tree: FileTree) {
    this.tree = tree
  }

  /** `path` with its symlinks resolved inside the root, if it leads to a directory there. */
  directory(path: TreePath): TreePath | undefined {
    return this.#resolved(path, 'directory')
  }

  /** The same for a regular file. */
  file(path: TreePath): TreePath | undefined {
    return this.#resolved(path, 'file')
  }

  /** The entries of a directory, none when it cannot be listed: its unit will say why. */
  list(path: TreePath): ReturnType<FileTree['list']> {
    try {
      return this.tree.list(path)
    } catch (error) {
      if (error instanceof TreeError) return []
      throw error
    }
  }

  /** Keeps an entry that could not be read; what is simply not there is no fault. */
  keepFault(path: TreePath, type: EntryType, error: TreeError): void {
    if (error.fault.code === 'not-found' || error.fault.code === 'not-a-directory') return
    const fault = { ...error.fault, path }
    this.faults.push(unknownEntry(path, type, type === 'directory' ? type : 'unknown', fault))
  }

  #resolved(path: TreePath, type: EntryType): TreePath | undefined {
    try {
      const real = resolveInRoot(lookupOf(this.tree), path)
      return this.tree.lstat(real).type === type ? real : undefined
    } catch (error) {
      if (!(error instanceof TreeError)) throw error
      this.keepFault(path, type, error)
      return undefined
    }
  }
}
