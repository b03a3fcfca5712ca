import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureCache } from './cache.mjs'
import { cacheFolder, projectRoot } from './places.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'
import { isWhole, recordSizes } from './whole.mjs'

const packageFolder = join(projectRoot, 'node_modules/electron')
const runtime = join(packageFolder, 'dist')
const connectMs = 20_000
const downloadMs = 15 * 60_000
const retryAfterMs = 24 * 3_600_000

/** The executable that the official package has downloaded, if it has. */
export function officialExecutable() {
  try {
    const name = readFileSync(join(packageFolder, 'path.txt'), 'utf8')
    const path = join(runtime, name)
    return isWhole(runtime, name) ? path : undefined
  } catch {
    return undefined
  }
}

/** Downloads the official build, in bounded time; gives its executable or undefined. */
export async function fetchOfficial() {
  if (triedLately()) return undefined
  say('fetching the official Electron build')
  if (await isReachable()) {
    // The downloader leaves alone what has the right name, be it damaged.
    rmSync(runtime, { recursive: true, force: true })
    const install = join(packageFolder, 'install.js')
    await run(process.execPath, [install], { cwd: projectRoot, timeoutMs: downloadMs })
  }
  const executable = officialExecutable()
  if (executable !== undefined) recordSizes(runtime)
  rememberFailure(executable === undefined)
  return executable
}

/** Behind a proxy or with a mirror only the downloader itself knows the way. */
async function isReachable() {
  const detours = /^(https?_proxy|all_proxy|electron_mirror|npm_config_electron_mirror)$/i
  if (Object.keys(process.env).some((name) => detours.test(name))) return true
  const url = `https://github.com/electron/electron/releases/download/v${version()}/SHASUMS256.txt`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(connectMs) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

function version() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

function failureMark() {
  return join(cacheFolder(), `official-electron-${version()}-unreachable`)
}

function triedLately() {
  const mark = failureMark()
  return existsSync(mark) && Date.now() - statSync(mark).mtimeMs < retryAfterMs
}

/** @param {boolean} failed */
function rememberFailure(failed) {
  const mark = failureMark()
  if (!failed) {
    // The official build lies with the packages, and needs no cache.
    if (existsSync(mark)) rmSync(mark)
    return
  }
  ensureCache()
  writeFileSync(mark, '')
}
