import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { type OpenFile, TreeError, type TreePath } from '../../shared/files/tree.ts'
import { entryType } from './stat.ts'
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
export function openLiveFile(system: SystemPath, path: TreePath, before: Stats): OpenFile {
  let fd: number | undefined
  try {
    fd = openFor(system, before.uid)
    const now = fstatSync(fd)
    if (entryType(now.mode) !== 'file' || now.ino !== before.ino || now.dev !== before.dev) {
      throw new TreeError('io', path, 'ESTALE')
    }
    return new LiveFile(fd, now.size, path)
  } catch (error) {
    if (fd !== undefined) closeSync(fd)
    throw treeFault(error, path)
  }
}

// O_NOATIME is for the owner or CAP_FOWNER only (open(2)); without it EPERM is the answer.
function openFor(system: SystemPath, uid: number): number {
  if (NO_ATIME === 0 || atimeOwners.has(uid)) return openSync(system, FLAGS)
  try {
    return openSync(system, FLAGS | NO_ATIME)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
  const fd = openSync(system, FLAGS)
  atimeOwners.add(uid)
  return fd
}

class LiveFile implements OpenFile {
  readonly size: number
  #fd: number
  readonly #path: TreePath

  constructor(fd: number, size: number, path: TreePath) {
    this.#fd = fd
    this.size = size
    this.#path = path
  }

  read(target: Uint8Array, offset: number): number {
    const wanted = Math.min(target.length, this.size - offset)
    let done = 0
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
    closeSync(this.#fd)
    this.#fd = -1
  }
}
