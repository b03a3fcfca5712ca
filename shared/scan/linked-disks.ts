import { parentPath, pathAndAbove } from '../files/paths.ts'
import { linkedPath } from '../files/resolve.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import { isHostOwn } from '../formats/verdict/reach.ts'
import { type EntryDraft, holdsNoData, isBlockDevice } from './entry.ts'
import { unitHolds } from './holds.ts'
import { isLinkWorthy } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'
import { symlinkKey } from './symlink-key.ts'

/** What a symlink at the name of a disk or a base leads to: a file, or what holds no data. */
export interface LinkedFile {
  readonly path: TreePath
  readonly stat: FileStat
}

/**
 * Nova, and qemu for it, follow a symlink at the name of a disk in an instance's folder, or of a base in an
 * image cache. The file that it leads to is an entry of the unit too, where it lies, as long as it is in what
 * was opened.
 */
export class LinkedDisks {
  readonly #tree: FileTree
  readonly #unit: ScanUnit
  readonly #found = new Set<TreePath>()

  constructor(tree: FileTree, unit: ScanUnit) {
    this.#tree = tree
    this.#unit = unit
  }

  /** Whether an entry is such a symlink. */
  has({ path, type, role, link, fault }: EntryDraft): boolean {
    if (type !== 'symlink' || link === undefined || fault !== undefined) return false
    if (link.leavesRoot) return false
    const { kind, path: folder } = this.#unit
    if (parentPath(path) !== folder) return false
    return kind === 'instance' ? isLinkWorthy(role) : kind === 'base' && role === 'base'
  }

  /** Undefined for what another symlink of the folder led to. Throws `TreeError` where nothing can be read. */
  follow(link: TreePath): LinkedFile | undefined {
    const path = linkedPath(this.#tree, link)
    if (this.#found.has(path) || this.#isNoBase(path)) return undefined
    const stat = this.#tree.lstat(path)
    const mayHold = stat.type === 'file' || isBlockDevice(stat)
    if (this.#unit.kind === 'base' && !mayHold) return undefined
    if (!mayHold && !holdsNoData(stat.type)) throw new TreeError('not-a-file', path, 'EINVAL')
    return { path, stat }
  }

  /** What lies in the cache is a base by its own name, and one of the host's own files is never read as an image. */
  #isNoBase(path: TreePath): boolean {
    return this.#unit.kind === 'base' && (unitHolds(this.#unit, path) || mayBeHostOwn(path))
  }

  /** Marks the file's entry; what else leads to it makes it no more, and the folder does not hold it. */
  mark(entry: EntryDraft, link: TreePath): void {
    // Only now: a file that could not be read there is still what it is by its own name.
    this.#found.add(entry.path)
    entry.linkedAt = link
    if (!unitHolds(this.#unit, entry.path)) entry.linkKey ??= symlinkKey(entry.path)
  }

  /** A file of the folder that a symlink beside it leads to is the disk that it is there. */
  eachOnce(entries: readonly EntryDraft[]): readonly EntryDraft[] {
    if (this.#found.size === 0) return entries
    const isOther = ({ path, linkedAt }: EntryDraft) =>
      linkedAt !== undefined || !this.#found.has(path)
    return entries.filter(isOther)
  }
}

/** Whether a path ends in such a name, from whichever folder on the way: any of them may be a node's root. */
function mayBeHostOwn(path: TreePath): boolean {
  return pathAndAbove(path).some((above) => {
    return isHostOwn(above === '' ? `/${path}` : path.slice(above.length))
  })
}
