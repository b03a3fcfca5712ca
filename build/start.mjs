// `npm start -- PATH…`: everything from a fresh checkout to the open window.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isBuildStale } from './freshness.mjs'
import { hasDisplay, isRoot, projectRoot } from './setup/places.mjs'
import { must, runHere } from './setup/run.mjs'
import { electronExecutable, standInInUse } from './setup/runtime.mjs'
import { runScript, say } from './setup/say.mjs'
import { setup } from './setup/setup.mjs'

/** Where npm was called: it runs scripts in the package's folder, but PATHs are relative to this. */
const cwd = process.env['INIT_CWD'] ?? process.cwd()

/** The window's exit code where it has said itself why there is none (`electron/app.ts`). */
const HAS_SAID = 73

/** Why a path leads to nothing, by the system's code. @type {Readonly<Record<string, string>>} */
const lost = { ENOENT: 'it does not exist', ENOTDIR: 'a part of the path is no folder' }

await runScript(async () => {
  const paths = process.argv.slice(2)
  await setup('start')
  if (isBuildStale()) {
    say('building')
    await must('npm', ['run', 'build'], { cwd: projectRoot })
  }
  if (paths.some(isLost)) {
    say('npm does not hand on names that are not UTF-8: open the folder, or run')
    say(`node ${join(projectRoot, 'out/cli.cjs')} scan PATH`)
  }
  return hasDisplay() ? showWindow(paths) : printReport(paths)
})

/**
 * Node puts U+FFFD where a name is not UTF-8, and npm is a program of Node's.
 * @param {string} path
 */
function isLost(path) {
  return path.includes('\uFFFD') && !existsSync(resolve(cwd, path))
}

/** @param {readonly string[]} paths */
async function showWindow(paths) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const standIn = standInInUse()
  if (standIn !== undefined) {
    say(`running ${standIn}, put together from npm, until the official build can be fetched`)
  }
  // Chromium complains about every desktop service that a plain X server lacks: only fatal lines.
  const switches = [...sandboxSwitch(), '--log-level=3']
  const code = await runHere(electronExecutable(), [...switches, projectRoot, ...paths], {
    cwd,
    env,
  })
  if (code === HAS_SAID) return 1
  if (code !== 0) say(`the window ended with exit code ${code}${displayHint()}`)
  return code
}

function displayHint() {
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  return `. Can the display ${display} be reached? Unset DISPLAY for the report on the terminal`
}

function sandboxSwitch() {
  if (isRoot()) {
    say("running as root, so without Chromium's sandbox: for development only")
    return ['--no-sandbox']
  }
  if (canSandbox()) return []
  say("this system denies user namespaces, so without Chromium's sandbox: for development only")
  return ['--no-sandbox']
}

/** An unpacked Electron has no set-uid helper, so its sandbox stands on user namespaces. */
function canSandbox() {
  return (
    readSetting('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    readSetting('/proc/sys/user/max_user_namespaces') !== '0'
  )
}

/** @param {string} path */
function readSetting(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

/**
 * Why there can be nothing to report of a path; undefined where only a try tells.
 * @param {string} path
 */
function noReport(path) {
  try {
    const stats = statSync(resolve(cwd, path))
    return stats.isDirectory() || stats.isFile() ? undefined : 'it is neither a folder nor a file'
  } catch (error) {
    return lost[/** @type {NodeJS.ErrnoException} */ (error).code ?? '']
  }
}

/** @param {readonly string[]} paths */
async function printReport(paths) {
  const named = paths.filter((path) => !path.startsWith('-'))
  const wrong = named.filter((path) => noReport(path) !== undefined)
  if (wrong.length > 0 && wrong.length === named.length) {
    for (const path of wrong) say(`${path}: ${noReport(path)}`)
    say("expected: a compute node's root, its instances_path, a folder of images or an image")
    return 1
  }
  const what = paths.length > 0 ? 'the report' : 'the report on a generated sample node'
  say(`there is no display, so here is ${what} instead of the window`)
  const scan = paths.length > 0 ? ['scan', ...paths] : ['scan', '--sample']
  const code = await runHere(process.execPath, [join(projectRoot, 'out/cli.cjs'), ...scan], { cwd })
  say(
    'for the window: log in with `ssh -X`, or set DISPLAY; to try it unseen, `xvfb-run npm start`',
  )
  return code
}
