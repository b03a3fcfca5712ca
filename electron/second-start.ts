import { spawnSync } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { encodeText } from '../shared/bytes/text.ts'
import { MAX_PATHS } from '../shared/ipc/contract.ts'
import type { OpenRequest } from './argv.ts'

/**
 * Bytes of paths that one start hands to another. What Chromium sends is its whole command line and
 * the request, 32 KiB together: of more the app that gets it dies. Each path is in both, and in the
 * request it may take two bytes a character.
 */
const MAX_BYTES = 10 * 1024

/**
 * The arguments for as much of a request as a running app can be handed, with how many paths they
 * leave out; undefined where that is all of it.
 */
export function fewerArguments({ paths, root }: OpenRequest): readonly string[] | undefined {
  const taken = fitting(paths)
  if (taken === paths.length) return undefined
  const options = root === undefined ? [] : [`--root=${root}`]
  return [...options, `--left-out=${paths.length - taken}`, '--', ...paths.slice(0, taken)]
}

function fitting(paths: readonly string[]): number {
  let bytes = 0
  for (const [at, path] of paths.entries()) {
    bytes += encodeText(path).length
    if (at === MAX_PATHS || (bytes > MAX_BYTES && at > 0)) return at
  }
  return paths.length
}

/** Whether another start of the app runs: Chromium's lock is a link to `host-pid`. */
export function isRunning(userData: string): boolean {
  try {
    const [pid] = /\d+$/.exec(readlinkSync(join(userData, 'SingletonLock'))) ?? []
    // Signal 0 only asks whether the process is there.
    return process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

/** Starts this program again with other arguments, and gives what it ended with. */
export function startAgain(args: readonly string[]): number {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
}
