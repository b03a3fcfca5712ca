import { readFileSync, statSync } from 'node:fs'
import { isLocked } from '../../shared/files/locks.ts'
import { systemPath } from './system-path.ts'

/** QEMU shares a lock on this byte while it may write (block/file-posix.c: RAW_LOCK_PERM_BASE + BLK_PERM_WRITE). */
const WRITE_LOCK = 101

/**
 * The first of the files that QEMU, or qemu-img, has open for writing on this machine. Undefined where none
 * is seen: another system than Linux does not tell, nor does another host on the same storage.
 */
export function openForWriting(paths: readonly string[]): string | undefined {
  let locks: string
  try {
    locks = readFileSync('/proc/locks', 'latin1')
  } catch {
    return undefined
  }
  return paths.find((path) => {
    const found = statSync(systemPath(path), { bigint: true, throwIfNoEntry: false })
    return found !== undefined && isLocked(locks, found, WRITE_LOCK)
  })
}
