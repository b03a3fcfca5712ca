import { type BigIntStats, constants, type Stats } from 'node:fs'
import { type EntryType, type FileStat, TreeError, type TreePath } from '../../shared/files/tree.ts'

/** `st_blocks` counts 512 bytes whatever the file system's own block is (stat(3type)). */
const STAT_BLOCK = 512
const PERMISSION_BITS = 0o7777

/** The entry type in `st_mode`. */
export function entryType(mode: number): EntryType {
  switch (mode & constants.S_IFMT) {
    case constants.S_IFREG:
      return 'file'
    case constants.S_IFDIR:
      return 'directory'
    case constants.S_IFLNK:
      return 'symlink'
    case constants.S_IFIFO:
      return 'fifo'
    case constants.S_IFSOCK:
      return 'socket'
    case constants.S_IFBLK:
      return 'block'
    case constants.S_IFCHR:
      return 'char'
    default:
      return 'unknown'
  }
}

/** Refuses a file longer than a number tells to the byte, by stat(2)'s own errno for what is too long. */
export function checkLength({ size }: Stats, path: TreePath): void {
  if (size > Number.MAX_SAFE_INTEGER) throw new TreeError('io', path, 'EOVERFLOW')
}

/** `exact` gives the link key, also where an inode's number exceeds 2^53. */
export function fileStat(stats: Stats, type: EntryType, exact?: BigIntStats): FileStat {
  const stat: FileStat = {
    type,
    length: stats.size,
    allocated: stats.blocks * STAT_BLOCK,
    dev: stats.dev,
    uid: stats.uid,
    gid: stats.gid,
    mode: stats.mode & PERMISSION_BITS,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    nlink: stats.nlink,
    ino: stats.ino,
  }
  return exact ? { ...stat, linkKey: exactIdentity(exact) } : stat
}

/** `device:inode`, also where an inode's number exceeds 2^53. */
export function exactIdentity({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}
