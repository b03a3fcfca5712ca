import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  displayNeeds,
  installCommand,
  missingPackages,
  namesToInstall,
  oracleNeeds,
  unpackNeeds,
  windowNeeds,
} from './packages.mjs'
import { isRoot } from './places.mjs'
import { must, run } from './run.mjs'
import { SetupError, say } from './say.mjs'

/** @typedef {import('./packages.mjs').Need} Need */

const dpkgStatusFile = '/var/lib/dpkg/status'

/**
 * Makes sure of the system's packages: as root on Debian or Ubuntu they are installed, otherwise
 * the command to run is the error's message.
 * @param {'start' | 'test' | 'unpack'} purpose
 */
export async function ensurePackages(purpose) {
  const needs = needsFor(purpose)
  const status = dpkgStatus()
  if (status === undefined) return checkPrograms(purpose)
  const missing = missingPackages(status, needs)
  if (missing.length === 0) return
  if (!isRoot()) throw new SetupError(await instruction(missing))
  await install(missing)
}

/**
 * @param {'start' | 'test' | 'unpack'} purpose
 * @returns {readonly Need[]}
 */
function needsFor(purpose) {
  if (purpose === 'unpack') return unpackNeeds
  if (purpose === 'start') return windowNeeds
  return [...windowNeeds, ...displayNeeds, ...oracleNeeds]
}

function dpkgStatus() {
  try {
    return readFileSync(dpkgStatusFile, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {readonly Need[]} missing */
async function instruction(missing) {
  const names = namesToInstall(missing, await knownNames(missing))
  return `system packages are missing. Install them, then try again:\n  ${installCommand(names)}`
}

/** @param {readonly Need[]} missing */
async function install(missing) {
  say(`installing system packages: ${missing.map(([name]) => name).join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await must('apt-get', ['update', '-q'], { env })
  const names = namesToInstall(missing, await knownNames(missing))
  await must('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], { env })
}

/**
 * Which of the names the package lists offer with a version: a purely virtual one has none.
 * @param {readonly Need[]} needs
 * @returns {Promise<(name: string) => boolean>}
 */
async function knownNames(needs) {
  const { stdout } = await run('apt-cache', ['policy', ...needs.flat()])
  const known = new Set()
  for (const [, name, version] of stdout.matchAll(/^(\S+):\n.*\n {2}Candidate: (.+)$/gm)) {
    if (version !== '(none)') known.add(name)
  }
  return (name) => known.has(name)
}

/** Programs stand for their packages where dpkg is not the package manager. */
const programs = {
  start: [],
  unpack: ['unzip'],
  test: ['Xvfb', 'xauth', 'qemu-img', 'strace', 'genisoimage'],
}

/** @param {'start' | 'test' | 'unpack'} purpose */
function checkPrograms(purpose) {
  const missing = programs[purpose].filter((name) => !onPath(name))
  if (missing.length === 0) return
  throw new SetupError(
    `this is not Debian or Ubuntu: install these programs with the system's package manager, then try again: ${missing.join(' ')}`,
  )
}

/** @param {string} name */
function onPath(name) {
  return (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
