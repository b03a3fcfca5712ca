import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  displayNeeds,
  fontNeeds,
  installCommand,
  missingPackages,
  namesToInstall,
  oracleNeeds,
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
 * @param {'start' | 'test'} purpose
 */
export async function ensurePackages(purpose) {
  const needs = needsFor(purpose)
  const status = dpkgStatus()
  if (status === undefined) return checkPrograms(purpose)
  const missing = missingPackages(status, needs)
  if (missing.length === 0) return
  if (isRoot()) return install(missing)
  const onlyFonts = missing.every((need) => fontNeeds.includes(need))
  // Somebody else's machine may have other fonts, so this is no reason not to start.
  if (purpose === 'start' && onlyFonts) return say(await instruction(missing))
  throw new SetupError(await instruction(missing))
}

/**
 * @param {'start' | 'test'} purpose
 * @returns {readonly Need[]}
 */
function needsFor(purpose) {
  const window = [...windowNeeds, ...fontNeeds]
  return purpose === 'start' ? window : [...window, ...displayNeeds, ...oracleNeeds]
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
  return `system packages are missing; this installs them:\n  ${installCommand(names)}`
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
  start: ['unzip'],
  test: ['unzip', 'Xvfb', 'xauth', 'qemu-img', 'strace', 'genisoimage', 'xorriso', 'python3'],
}

/** @param {'start' | 'test'} purpose */
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
