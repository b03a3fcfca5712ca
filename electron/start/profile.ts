import { spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { liesWithin } from '../grants/lies-within.ts'
import { profilePrefix } from './old-profiles.ts'
import { isRunningHere } from './second-start.ts'

/** The folder that holds the settings and what Chromium keeps. It is written for as long as the window is open. */
export interface Profile {
  readonly folder: string
  /** Why it is not the usual one but a temporary one, which goes with the window. */
  readonly instead?: string
  /** Where temporary ones of windows that were killed may be removed: not below what is opened. */
  readonly cleans?: string
}

/**
 * Nothing is written below what is opened (`opened`, absolute and after symlinks), and where Chromium cannot
 * write its folder it takes the working directory, which may well be an instances_path. Where `/tmp` is opened
 * too there is nowhere else, and the window says which folder of what was opened it writes. Where a window has the
 * usual one already, what is opened is handed to that, and this start writes nothing. Throws where no folder can be
 * written.
 */
export function profileFor(usual: string, opened: readonly string[]): Profile {
  const isOpened = (folder: string) => opened.some((root) => liesWithin(root, realFolder(folder)))
  const isTmpOpened = isOpened(tmpdir())
  const cleans = isTmpOpened ? {} : { cleans: tmpdir() }
  if (isOpened(usual) && !isTmpOpened && !isRunningHere(usual)) {
    return { ...temporary(`${usual} lies in what is opened, where nothing is written`), ...cleans }
  }
  const fault = writeFault(usual)
  return { ...(fault === undefined ? { folder: usual } : temporary(fault)), ...cleans }
}

function temporary(instead: string): Profile {
  return { folder: mkdtempSync(join(tmpdir(), profilePrefix())), instead }
}

function writeFault(folder: string): string | undefined {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `${folder} cannot be written: ${error instanceof Error ? error.message : error}`
  }
}

/** Node's `recursive` never ends below /proc, where a folder is there and none can be made in it. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (!isFolder(above) && above !== folder) makeFolder(above)
  mkdirSync(folder, { mode: 0o700 })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/**
 * Removes an empty folder, and those above it, that this start has made: Chromium makes that of `--user-data-dir`
 * before it is known what is opened. Where a file system does not tell when one was made, it stays.
 */
export function removeIfMade(folder: string, sinceMs: number): void {
  try {
    if (statSync(folder).birthtimeMs < sinceMs) return
    rmdirSync(folder)
  } catch {
    return
  }
  removeIfMade(dirname(folder), sinceMs)
}

/**
 * Chromium writes until its process is gone, so that another one removes what it leaves. A process that ended is there
 * as a zombie until whoever started it asks how, which not everybody does.
 */
export function removeAfterEnd(folder: string): void {
  const isGone = 'grep -q "^State:[[:space:]]*[ZX]" "/proc/$1/status" 2>/dev/null'
  const wait = `while kill -0 "$1" 2>/dev/null && ! ${isGone}; do sleep 0.1; done`
  const args = ['-c', `${wait}; rm -rf -- "$2"`, 'sh', `${process.pid}`, folder]
  spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: 'ignore' }).unref()
}

/** Where it leads, or will once it is made. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    const above = dirname(folder)
    return above === folder ? folder : join(realFolder(above), basename(folder))
  }
}
