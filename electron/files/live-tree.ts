import { lstatSync, readlinkSync, type Stats } from 'node:fs'
import { resolve } from 'node:path'
import { decodeText } from '../../shared/bytes/text.ts'
import { checkName, checkPath, joinPath, parentPath } from '../../shared/files/paths.ts'
import { type Lookup, resolveInRoot } from '../../shared/files/resolve.ts'
import {
  type DirectoryEntry,
  type EntryType,
  type FileStat,
  type FileSystemStat,
  type FileTree,
  type OpenFile,
  type StatedFile,
  TreeError,
  type TreePath,
} from '../../shared/files/tree.ts'
import { listDirectory } from './list.ts'
import { openListedFile, openLiveFile } from './live-file.ts'
import { fileSystemStat } from './mounts.ts'
import { checkLength, entryType, exactIdentity, fileStat } from './stat.ts'
import { realPathOf, type SystemPath, systemPath } from './system-path.ts'
import { treeFault } from './tree-faults.ts'

/** Bounds the memory that checked directories take; one scan unit needs far fewer. */
const MAX_CHECKED = 4096

/**
 * A folder of this machine, read with synchronous system calls that change nothing. Symlinks on the
 * way to a path are resolved inside the root, each directory once in the life of the tree: take a new
 * tree for a new look. Throws `TreeError` when `rootPath` is no directory that can be seen.
 */
export function liveTree(rootPath: string): FileTree {
  return new LiveTree(realRoot(resolve(rootPath)))
}

function realRoot(path: string): string {
  try {
    const real = realPathOf(path)
    if (entryType(lstatSync(systemPath(real)).mode) === 'directory') return real
  } catch (error) {
    throw treeFault(error, '')
  }
  throw new TreeError('not-a-directory', '', 'ENOTDIR')
}

function guard<T>(path: TreePath, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw treeFault(error, path)
  }
}

class LiveTree implements FileTree {
  readonly rootPath: string
  readonly #prefix: string
  readonly #lookup: Lookup
  /** Real tree path by tree path, of directories that no symlink leads out of. */
  readonly #checked = new Map<TreePath, TreePath>()
  /** The latest lstat: what a scan opens or lists next is what it has just looked at. */
  #lastPath: TreePath | undefined
  #lastStats: Stats | undefined

  constructor(rootPath: string) {
    this.rootPath = rootPath
    this.#prefix = rootPath === '/' ? '/' : `${rootPath}/`
    this.#lookup = {
      rootPath,
      typeOf: (path) => guard(path, () => entryType(lstatSync(this.#system(path)).mode)),
      readLink: (path) => guard(path, () => this.#target(path)),
    }
  }

  list(path: TreePath): readonly DirectoryEntry[] {
    return this.#at(path, (real) => {
      if (this.#typeOf(path, real) !== 'directory') {
        throw new TreeError('not-a-directory', path, 'ENOTDIR')
      }
      const entries = listDirectory(this.#system(real))
      this.#remember(path, real)
      return entries
    })
  }

  lstat(path: TreePath): FileStat {
    return this.#at(path, (real) => {
      const stats = this.#stats(path, real)
      checkLength(stats, path)
      const type = entryType(stats.mode)
      // A directory's links are those inside it; everything else that has two is one inode.
      if (type === 'directory' || stats.nlink < 2) return fileStat(stats, type)
      return fileStat(stats, type, lstatSync(this.#system(real), { bigint: true }))
    })
  }

  readLink(path: TreePath): string {
    return this.#at(path, (real) => this.#target(real))
  }

  identity(path: TreePath): string {
    return this.#at(path, (real) => exactIdentity(lstatSync(this.#system(real), { bigint: true })))
  }

  open(path: TreePath): OpenFile {
    return this.#at(path, (real) => {
      const type = this.#typeOf(path, real)
      const stats = this.#lastStats
      if (type !== 'file' || stats === undefined) {
        throw new TreeError('not-a-file', path, type === 'directory' ? 'EISDIR' : 'EINVAL')
      }
      // Another open of the same path must look again.
      this.#lastPath = undefined
      return openLiveFile(this.#system(real), path, stats)
    })
  }

  openListed(path: TreePath): StatedFile {
    return this.#at(path, (real) => openListedFile(this.#system(real), path))
  }

  statfs(path: TreePath): FileSystemStat {
    return this.#at(path, (real) => {
      if (this.#typeOf(path, real) === 'symlink') throw new TreeError('io', path, 'EINVAL')
      return fileSystemStat(this.#system(real), this.#absolute(real))
    })
  }

  openedAt(): undefined {
    return undefined
  }

  #at<T>(path: TreePath, act: (real: TreePath) => T): T {
    return guard(path, () => act(this.#real(path)))
  }

  /** The path with every directory on the way resolved; the entry itself is not followed. */
  #real(path: TreePath): TreePath {
    if (path === '') return path
    const slash = path.lastIndexOf('/')
    const name = slash < 0 ? path : path.slice(slash + 1)
    checkName(name, path)
    return slash < 0 ? name : joinPath(this.#directory(path.slice(0, slash)), name)
  }

  #directory(path: TreePath): TreePath {
    if (path === '') return path
    const known = this.#checked.get(path)
    if (known !== undefined) return known
    checkPath(path)
    const above = this.#directory(parentPath(path))
    const step = joinPath(above, path.slice(path.lastIndexOf('/') + 1))
    const real = this.#typeOf(path, step) === 'symlink' ? resolveInRoot(this.#lookup, step) : step
    this.#remember(path, real)
    return real
  }

  #remember(path: TreePath, real: TreePath): void {
    if (this.#checked.size >= MAX_CHECKED) this.#checked.clear()
    this.#checked.set(path, real)
  }

  #stats(path: TreePath, real: TreePath): Stats {
    const stats = lstatSync(this.#system(real))
    this.#lastPath = path
    this.#lastStats = stats
    return stats
  }

  #typeOf(path: TreePath, real: TreePath): EntryType {
    const known = path === this.#lastPath ? this.#lastStats : undefined
    return entryType((known ?? this.#stats(path, real)).mode)
  }

  #target(real: TreePath): string {
    return decodeText(readlinkSync(this.#system(real), 'buffer'))
  }

  #absolute(real: TreePath): string {
    return real === '' ? this.rootPath : this.#prefix + real
  }

  #system(real: TreePath): SystemPath {
    return systemPath(this.#absolute(real))
  }
}
