import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './setup/places.mjs'

/** Written last by every build, so that its time is the build's. */
export const buildStamp = join(projectRoot, 'out/.stamp')

const sources = [
  'electron',
  'renderer',
  'shared',
  'package.json',
  'build/electron.vite.config.ts',
  'build/bundle-cli.mjs',
  'build/code-cache',
]

/** Whether out/ is missing or older than a source. */
export function isBuildStale() {
  const built = statSync(buildStamp, { throwIfNoEntry: false })?.mtimeMs
  return built === undefined || sources.some((name) => isNewer(join(projectRoot, name), built))
}

/**
 * Folders count too: their time tells of removed files.
 * @param {string} path
 * @param {number} time milliseconds since the epoch
 * @returns {boolean}
 */
export function isNewer(path, time) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (stat.mtimeMs > time) return true
  if (!stat.isDirectory()) return false
  return readdirSync(path).some((name) => isNewer(join(path, name), time))
}
