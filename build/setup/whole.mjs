import { accessSync, constants, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const record = 'file-sizes.json'

/**
 * Writes down how long each file of a runtime is, so that a start can tell in a moment whether all are there.
 * @param {string} runtime its folder
 */
export function recordSizes(runtime) {
  writeFileSync(join(runtime, record), JSON.stringify(sizesOf(runtime)))
}

/**
 * Whether a runtime's executable can be run, and its files are as long as was written down. A power cut or a full
 * disk leaves them empty or cut, and Electron ends without a word then. One of which nothing was written down goes
 * by its executable.
 * @param {string} runtime its folder
 * @param {string} [name] of the executable in it
 */
export function isWhole(runtime, name = 'electron') {
  try {
    const executable = join(runtime, name)
    accessSync(executable, constants.X_OK)
    if (statSync(executable).size === 0) return false
    return Object.entries(recorded(runtime)).every(
      ([file, size]) => statSync(join(runtime, file)).size === size,
    )
  } catch {
    return false
  }
}

/**
 * @param {string} runtime
 * @returns {Record<string, number>}
 */
function recorded(runtime) {
  const path = join(runtime, record)
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return {}
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** @param {string} runtime */
function sizesOf(runtime) {
  const entries = readdirSync(runtime, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const names = files.map((entry) => join(entry.parentPath, entry.name).slice(runtime.length + 1))
  return Object.fromEntries(names.map((name) => [name, statSync(join(runtime, name)).size]))
}
