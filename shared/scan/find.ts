import { attempt, ifSeen } from '../files/attempt.ts'
import { isWithin, parentPath } from '../files/paths.ts'
import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import {
  type DirectoryEntry,
  type EntryType,
  type FileTree,
  TreeError,
  type TreePath,
} from '../files/tree.ts'
import { entryOf, unknownEntry } from './entry.ts'
import type { ScannedEntry } from './model.ts'
import type { LeadingOut } from './plan-model.ts'

/** Looks for places in a tree and keeps what could not be looked at as entries with a fault. */
export class PlaceFinder {
  readonly tree: FileTree
  readonly faults: ScannedEntry[] = []
  /** Symlinks among the faults that lead out of the tree. */
  readonly links: LeadingOut[] = []
  /** Of what was asked for and may be there: the folder that lets nobody see it. */
  readonly #shut = new Map<TreePath, TreePath>()
  #last: { readonly path: TreePath; readonly entries: readonly DirectoryEntry[] } | undefined

  constructor(tree: FileTree) {
    this.tree = tree
  }

  /** `path` with its symlinks resolved inside the root, if it leads to a directory there. */
  directory(path: TreePath): TreePath | undefined {
    return this.#resolved(path, 'directory')
  }

  /** The directories of several paths, each once. */
  directories(paths: readonly TreePath[]): readonly TreePath[] {
    return [...new Set(paths.flatMap((path) => this.directory(path) ?? []))]
  }

  /**
   * `directory` for a symlink whose unit will tell of it: one that leads out of the tree is no fault here.
   */
  linkedDirectory(path: TreePath): TreePath | undefined {
    return this.#resolved(path, 'directory', false)
  }

  /** What a symlink leads to inside the root, which leaves no trace here; undefined where nobody can tell. */
  linkedType(path: TreePath): EntryType | 'outside' | undefined {
    const found = attempt(() => this.tree.lstat(resolveInRoot(lookupOf(this.tree), path)).type)
    if (!(found instanceof TreeError)) return found
    return found.fault.code === 'outside-root' ? 'outside' : undefined
  }

  /** `path` with its symlinks resolved inside the root, if it leads to a regular file there. */
  file(path: TreePath): TreePath | undefined {
    return this.#resolved(path, 'file')
  }

  /**
   * The entries of a directory, none when it cannot be listed: its unit will say why. The last list
   * is kept: an instances_path is recognised by it and divided by it, and may hold tens of thousands.
   */
  list(path: TreePath): readonly DirectoryEntry[] {
    if (this.#last?.path === path) return this.#last.entries
    const entries = ifSeen(() => this.tree.list(path))
    if (entries !== undefined) this.#last = { path, entries }
    return entries ?? []
  }

  /** The folder that lets nobody see whether a place is there that was asked for before. */
  shutAbove(path: TreePath): TreePath | undefined {
    return this.#shut.get(path)
  }

  /** Whether a place may be there that was asked for before, in a shut folder or behind a symlink. */
  mayHide(path: TreePath): boolean {
    return this.#shut.has(path) || this.faults.some((fault) => isWithin(path, fault.path))
  }

  /** Keeps an entry that could not be read; what is simply not there is no fault. */
  keepFault(path: TreePath, type: EntryType, error: TreeError): void {
    if (error.fault.code === 'not-found' || error.fault.code === 'not-a-directory') return
    const fault = { ...error.fault, path }
    this.#keep(unknownEntry(path, type, type === 'directory' ? type : 'unknown', fault))
  }

  /**
   * What a folder hides may not be there at all: of each folder one fault, whatever was looked for. A file
   * that a symlink has in such a folder is named itself, as its name says what it is.
   */
  #keepHidden(path: TreePath, type: EntryType, error: TreeError): void {
    const folder = this.#shutFolder(error)
    if (folder !== undefined) this.#shut.set(path, folder.path)
    if (folder === undefined || (type === 'file' && !isWithin(path, folder.path)))
      this.keepFault(path, type, error)
    // Nothing else in it is counted, nor what it takes itself.
    else this.#keep({ ...folder, allocated: 0, fault: { ...error.fault, path: folder.path } })
  }

  #keep(entry: ScannedEntry): void {
    if (!this.faults.some(({ path }) => path === entry.path)) this.faults.push(entry)
  }

  /** The folder that does not let anybody look at what is in it. */
  #shutFolder({ fault, at }: TreeError): ScannedEntry | undefined {
    const path = parentPath(at)
    const stat = fault.code === 'permission' ? ifSeen(() => this.tree.lstat(path)) : undefined
    return stat?.type === 'directory' ? entryOf(path, 'directory', stat, undefined) : undefined
  }

  #resolved(path: TreePath, type: EntryType, isPlace = true): TreePath | undefined {
    try {
      const real = resolveInRoot(lookupOf(this.tree), path)
      return this.tree.lstat(real).type === type ? real : undefined
    } catch (error) {
      if (!(error instanceof TreeError)) throw error
      const isOutside = error.fault.code === 'outside-root'
      if (type === 'file' || isPlace) this.#keepHidden(path, type, error)
      else if (!isOutside) this.keepFault(path, type, error)
      if (isOutside) this.#keepLink(path)
      return undefined
    }
  }

  /** Where one symlink leads; of more than one on the way nothing is said. */
  #keepLink(path: TreePath): void {
    try {
      this.links.push({ path, target: this.tree.readLink(path) })
    } catch (error) {
      if (!(error instanceof TreeError)) throw error
    }
  }
}
