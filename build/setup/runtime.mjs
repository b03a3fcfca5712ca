import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fetchOfficial, officialExecutable } from './official.mjs'
import { SetupError } from './say.mjs'
import { fetchStandIn, standInExecutable, standInVersion } from './stand-in.mjs'

/** The folder that a person names wins over everything that could be fetched. */
function overriddenExecutable() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  return folder ? join(folder, 'electron') : undefined
}

/**
 * The Electron executable to run, without fetching anything.
 * @returns {string} its path
 * @throws {SetupError} if there is none yet
 */
export function electronExecutable() {
  const path = overriddenExecutable() ?? officialExecutable() ?? standInExecutable()
  if (path === undefined) throw new SetupError('there is no Electron yet: run `npm run setup`')
  return path
}

/** The stand-in that would run, as people know it; undefined where it is another Electron. */
export function standInInUse() {
  if (overriddenExecutable() !== undefined || officialExecutable() !== undefined) return undefined
  return standInExecutable() === undefined ? undefined : `Electron ${standInVersion}`
}

const sources = { officialExecutable, fetchOfficial, standInExecutable, fetchStandIn }

/**
 * Makes sure of an Electron executable, fetching one if need be. A stand-in is what there is until the
 * official build can be had: that is tried again, once a day.
 * @param {typeof sources} [from]
 */
export async function ensureRuntime(from = sources) {
  const overridden = overriddenExecutable()
  if (overridden !== undefined) {
    if (existsSync(overridden)) return
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${overridden}`)
  }
  if (from.officialExecutable() || (await from.fetchOfficial())) return
  if (from.standInExecutable() === undefined) await from.fetchStandIn()
}
