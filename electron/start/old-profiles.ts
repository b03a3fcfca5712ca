import { lstat, readdir, readlink, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DAY_MS } from '../../shared/values/time.ts'

const PREFIX = 'cowscope-profile-'
const NAME = /^cowscope-profile-(\d+)-/
/** Chromium's own, a symlink to `host-pid`, which is there as long as the folder is used. */
const LOCK = 'SingletonLock'

/** What names of temporary profiles begin with: whose they are is told after a window was killed. */
export function profilePrefix(): string {
  return `${PREFIX}${process.pid}-`
}

/** Removes what windows of this user left in `above` that were killed; one that is in use stays. */
export async function removeOldProfiles(above: string): Promise<void> {
  const names = await readdir(above).catch(() => [])
  for (const name of names) {
    const pid = NAME.exec(name)?.[1]
    const folder = join(above, name)
    if (pid !== undefined && !isAlive(Number(pid)) && (await isOver(folder))) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

/** Of a window that is gone, of this user on this machine. */
async function isOver(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  if (stats?.isDirectory() !== true || stats.uid !== process.getuid?.()) return false
  const lock = await readlink(join(folder, LOCK)).catch(() => undefined)
  // One that was never locked may be that of a start in a container which has the same `/tmp`.
  if (lock === undefined) return stats.mtimeMs < Date.now() - DAY_MS
  const at = lock.lastIndexOf('-')
  return lock.slice(0, at) === hostname() && !isAlive(Number(lock.slice(at + 1)))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
