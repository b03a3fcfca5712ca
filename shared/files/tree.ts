import type { ByteSource } from '../bytes/source.ts'

/**
 * A path inside a `FileTree`: relative to its root, `/` between names, `''` for the root itself,
 * never `.` or `..`. Bytes that are not UTF-8 stand as lone surrogates U+DC80 to U+DCFF (Python's
 * surrogateescape, PEP 383), so that every name can be shown, compared and opened again.
 */
export type TreePath = string

export type EntryType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'socket'
  | 'block'
  | 'char'
  | 'unknown'

/** What lstat(2) says of one entry. */
export interface FileStat {
  readonly type: EntryType
  /** `st_size` in bytes: the file length. */
  readonly length: number
  /** `st_blocks * 512`: bytes allocated on the file system. */
  readonly allocated: number
  readonly dev: number
  readonly uid: number
  readonly gid: number
  /** Permission bits, `st_mode & 0o7777`. */
  readonly mode: number
  /** Milliseconds since the epoch. */
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly nlink: number
  /** `st_ino`, which is not exact above 2^53. */
  readonly ino: number
  /** `device:inode` of a file, symlink or device with more than one link, exact where inodes exceed 2^53. */
  readonly linkKey?: string
}

export interface DirectoryEntry {
  readonly name: string
  readonly type: EntryType
}

/** What statfs(2) and the mount table say of the file system under a path. */
export interface FileSystemStat {
  /** E.g. `ext4`, `xfs`, `nfs4`, `fuse.sshfs`; undefined where it is not known. */
  readonly type?: string
  readonly mountPoint?: string
  readonly source?: string
  readonly readOnly?: boolean
  /** The files lie on another machine; undefined where the type is not known. */
  readonly remote?: boolean
  /** False where `st_blocks` is made up, so that nobody knows how many bytes are allocated. */
  readonly blocksTrusted?: boolean
  /** Then: the host itself sees the same made-up blocks, so that Nova counts with them. */
  readonly blocksAlike?: true
  /** Bytes. `available` is what an unprivileged process may still write (`f_bavail`). */
  readonly total: number
  readonly free: number
  readonly available: number
}

/** An open regular file. */
export interface OpenFile extends ByteSource {
  close(): void
}

/** An open regular file with what fstat(2) says of it. */
export interface StatedFile extends OpenFile {
  readonly stat: FileStat
  /** `device:inode`, exact. */
  identity(): string
}

/**
 * A read-only view of a folder: a live file system, a saved capture or a test's tree. Every method
 * is synchronous, throws `TreeError` only, and never leaves the root: a path with `..` is refused.
 * None of them is optional, so that a tree which wraps another cannot forget one.
 */
export interface FileTree {
  /** Absolute path of the root as people know it, for display and for re-rooting of names. */
  readonly rootPath: string
  /** Entries of a directory, sorted by name, without `.` and `..`. */
  list(path: TreePath): readonly DirectoryEntry[]
  lstat(path: TreePath): FileStat
  readLink(path: TreePath): string
  /** Opens a regular file for reading. Never a symlink's target, a FIFO, a socket or a device. */
  open(path: TreePath): OpenFile
  /**
   * Opens what a list has just shown as a regular file, without the look before that `open` takes:
   * of tens of thousands of files that is a third of the time. It refuses what `open` refuses.
   */
  openListed(path: TreePath): StatedFile
  statfs(path: TreePath): FileSystemStat
  /** `device:inode` of anything, by which one folder is known that is mounted at several places. */
  identity(path: TreePath): string
  /**
   * Of a tree over several folders: the one that a path lies in, inside which symlinks are meant.
   * Undefined of a tree of one.
   */
  openedAt(path: TreePath): OwnPlace | undefined
}

/** One of the folders of a tree, `above` in it, and a path below that. */
export interface OwnPlace {
  readonly tree: FileTree
  readonly above: TreePath
  readonly path: TreePath
}

export type TreeErrorCode =
  | 'not-found'
  | 'permission'
  | 'not-a-directory'
  | 'not-a-file'
  | 'outside-root'
  | 'loop'
  /** Folders are inside folders deeper than a scan follows them. */
  | 'too-deep'
  | 'name-too-long'
  | 'not-responding'
  | 'io'

/** A `TreeError` as plain data. */
export interface TreeFault {
  readonly code: TreeErrorCode
  readonly path: TreePath
  /** The system's own name for it, e.g. `EACCES`. */
  readonly errno: string
}

/** The only error that a `FileTree` throws. */
export class TreeError extends Error {
  override readonly name = 'TreeError'
  readonly fault: TreeFault
  /** Where a look-up ended that follows symlinks: the name on its way that could not be looked at. */
  readonly at: TreePath

  constructor(code: TreeErrorCode, path: TreePath, errno: string, at: TreePath = path) {
    super(`${code}: ${path} (${errno})`)
    this.fault = { code, path, errno }
    this.at = at
  }
}
