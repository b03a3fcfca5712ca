import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './places.mjs'
import { SetupError } from './say.mjs'

const unfinished = 'assembling-'
const longAgoMs = 6 * 3_600_000

/**
 * The folder for what is fetched, made where it is not there yet.
 * @throws {SetupError} with a way out where it cannot be made
 */
export function ensureCache() {
  const folder = cacheFolder()
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SetupError(
      `what is fetched cannot be kept: ${reason}. Set XDG_CACHE_HOME to a folder that you may write to`,
    )
  }
}

/**
 * A new folder to work in. What interrupted runs have left is removed, where it is so old that none works on it still.
 * @returns {string} its path, in the cache
 */
export function workFolder() {
  const cache = ensureCache()
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    if (name.startsWith(unfinished) && Date.now() - statSync(path).mtimeMs > longAgoMs)
      rmSync(path, { recursive: true, force: true })
  }
  return mkdtempSync(join(cache, unfinished))
}
