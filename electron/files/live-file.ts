import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs'
import { identityOf } from '../../shared/files/identity.ts'
import {
  type FileStat,
  type StatedFile,
  TreeError,
  type TreePath,
} from '../../shared/files/tree.ts'
import { errnoOf } from './errno.ts'
import { checkLength, entryType, exactIdentity, fileStat } from './stat.ts'
import type { SystemPath } from './system-path.ts'
import { treeFault } from './tree-faults.ts'

// A FIFO that took the file's place after it was looked at must not block; what Windows lacks is 0.
const FLAGS =
  constants.O_RDONLY |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0) |
  (constants.O_NOCTTY ?? 0)
const NO_ATIME = constants.O_NOATIME ?? 0
/** Owners whose files the kernel does not let this process read without touching atime. */
const atimeOwners = new Set<number>()

/**
 * Opens what `before`, its lstat, says is a regular file, for reading only and where permitted
 * without touching atime. Throws `TreeError`; `ESTALE` when another file took its place meanwhile.
 */
export function openLiveFile(system: SystemPath, path: TreePath, before: Stats): StatedFile {
  return opened(path, openFor(system, path, before.uid), (now) => {
    if (entryType(now.mode) !== 'file' || now.ino !== before.ino || now.dev !== before.dev) {
      throw new TreeError('io', path, 'ESTALE')
    }
  })
}

/** Opens likewise what a list shows as a regular file; what turns out to be none is closed unread. */
export function openListedFile(system: SystemPath, path: TreePath): StatedFile {
  return opened(path, openFor(system, path, undefined), ({ mode }) => {
    if (entryType(mode) !== 'file') throw new TreeError('not-a-file', path, 'EINVAL')
  })
}

function opened(path: TreePath, fd: number, check: (now: Stats) => void): LiveFile {
  try {
    const now = fstatSync(fd)
    check(now)
    checkLength(now, path)
    return new LiveFile(fd, now, path)
  } catch (error) {
    closeUnwritten(fd)
    throw treeFault(error, path)
  }
}

// O_NOATIME is for the owner or CAP_FOWNER only (open(2)); without it EPERM is the answer.
function openFor(system: SystemPath, path: TreePath, uid: number | undefined): number {
  try {
    if (NO_ATIME === 0 || (uid !== undefined && atimeOwners.has(uid)))
      return openSync(system, FLAGS)
    return openSync(system, FLAGS | NO_ATIME)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw treeFault(error, path)
  }
  return openWithAtime(system, path, uid)
}

function openWithAtime(system: SystemPath, path: TreePath, uid: number | undefined): number {
  try {
    const fd = openSync(system, FLAGS)
    if (uid !== undefined) atimeOwners.add(uid)
    return fd
  } catch (error) {
    throw treeFault(error, path)
  }
}

class LiveFile implements StatedFile {
  #size: number
  /** Whether something was read since the length was looked at, but for the first read. */
  #wasRead = false
  #isFirst = true
  #fd: number
  readonly #stats: Stats
  readonly #path: TreePath

  constructor(fd: number, stats: Stats, path: TreePath) {
    this.#fd = fd
    this.#size = stats.size
    this.#stats = stats
    this.#path = path
  }

  /**
   * Never shorter than it was. QEMU lengthens an image before a table of it names the place: what was read
   * is compared with the length of after that, or an image in use would seem cut. The first read, which is of
   * the header, follows the look of the opening at once: a scan, which reads no more, spares its look.
   */
  get size(): number {
    if (!this.#wasRead || this.#fd < 0) return this.#size
    this.#wasRead = false
    this.#size = Math.max(this.#size, this.#lengthNow())
    return this.#size
  }

  /** What cannot be looked at any more has the length that it had. */
  #lengthNow(): number {
    try {
      const { size } = fstatSync(this.#fd)
      return Number.isSafeInteger(size) ? size : 0
    } catch {
      return 0
    }
  }

  get stat(): FileStat {
    const stats = this.#stats
    return fileStat(stats, 'file', stats.nlink < 2 ? undefined : this.#exact())
  }

  identity(): string {
    return identityOf(this.stat, () => exactIdentity(this.#exact()))
  }

  #exact(): BigIntStats {
    return fstatSync(this.#fd, { bigint: true })
  }

  read(target: Uint8Array, offset: number): number {
    const end = offset + target.length
    const wanted = end <= this.#size ? target.length : Math.min(end, this.size) - offset
    let done = 0
    this.#wasRead = !this.#isFirst
    this.#isFirst = false
    try {
      while (done < wanted) {
        const got = readSync(this.#fd, target, done, wanted - done, offset + done)
        if (got === 0) break
        done += got
      }
    } catch (error) {
      throw treeFault(error, this.#path)
    }
    return done
  }

  close(): void {
    if (this.#fd < 0) return
    closeUnwritten(this.#fd)
    this.#fd = -1
  }
}

/** Nothing was written, so that an error here, as of a mount that went away, takes nothing of what was read. */
function closeUnwritten(fd: number): void {
  try {
    closeSync(fd)
  } catch {
    // It is not open any more, whatever was answered.
  }
}
