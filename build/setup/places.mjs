import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The checkout's root folder. */
export const projectRoot = resolve(import.meta.dirname, '../..')

/**
 * Where fetched things are kept, outside the work tree so that a fresh clone finds them again
 * (XDG Base Directory Specification).
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'cowscope')
}

/**
 * Whether a window can be shown.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function hasDisplay(env = process.env) {
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** Whether this process may install packages, and must switch Chromium's sandbox off. */
export function isRoot() {
  return process.getuid?.() === 0
}
