import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, parentPath } from '../files/paths.ts'
import type { FileTree, TreePath } from '../files/tree.ts'

const OVER_NFS = ['.snapshot', '.zfs'] as const
const OVER_SMB = ['.snapshot', '~snapshot', '.zfs'] as const

/**
 * Folders in which storage shows its own read-only snapshots, by the kernel's name of the file system that a
 * client sees: NetApp, PowerScale, Qumulo and others over NFS and SMB, and ZFS. On any other a folder of such
 * a name was made by somebody, and an image in it may be in use. Ceph's (`.snap`) and Gluster's (`.snaps`) are
 * not listed. `.snapshots` of IBM Storage Scale is not among them: at its top it is the storage's, and below
 * that people make folders of that name.
 */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  nfs: OVER_NFS,
  nfs4: OVER_NFS,
  cifs: OVER_SMB,
  smb3: OVER_SMB,
  zfs: ['.zfs'],
}
const NAMES: ReadonlySet<string> = new Set(Object.values(FOLDERS).flat())

/**
 * Whether a folder is where the storage shows its snapshots of the one above: the file system is asked only
 * for one of such a name. Where it does not say what it is, as in a copy, the folder is like any other.
 */
function holdsSnapshots(tree: FileTree, path: TreePath): boolean {
  const name = baseNameOf(path)
  if (path === '' || !NAMES.has(name)) return false
  const { type = '' } = ifSeen(() => tree.statfs(parentPath(path))) ?? {}
  return Object.hasOwn(FOLDERS, type) && FOLDERS[type]?.includes(name) === true
}

/**
 * Follows a walk through a unit, and tells what is a snapshot of the storage's. Nobody runs what is in one,
 * whatever names of the live files it records, and its blocks are mostly those of today's files.
 */
export class StorageSnapshots {
  readonly #tree: FileTree
  /** How many names the folder of snapshots that the walk is in has below the unit's folder. */
  #depth: number | undefined

  constructor(tree: FileTree) {
    this.#tree = tree
  }

  /** Whether a folder is one of snapshots, or lies in one. */
  hasFolder(path: TreePath): boolean {
    return this.#depth !== undefined || holdsSnapshots(this.#tree, path)
  }

  /** Walks what is in such a folder. */
  within(depth: number, walk: () => void): void {
    const outer = this.#depth
    this.#depth ??= depth
    walk()
    this.#depth = outer
  }

  /** Each snapshot is a folder of its own: a file directly beside them is somebody's. */
  hasFile(depth: number): boolean {
    return this.#depth !== undefined && depth > this.#depth
  }
}
