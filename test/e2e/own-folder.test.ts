import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { electronExecutable } from '../../build/setup/runtime.mjs'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { chosenFolder } from '../helpers/window/unwrapped.ts'

const folder = temporaryFolder()
const at = (...names: readonly string[]): string => join(folder, ...names)

function made(...names: readonly string[]): string {
  mkdirSync(at(...names), { recursive: true })
  return at(...names)
}

const ownFolderOf = ({ app }: RunningApp) =>
  app.evaluate((electron) => electron.app.getPath('userData'))

/** One start that is to end by itself, from a folder that nothing may be left in. */
function ended(
  home: string,
  env: Readonly<Record<string, string>> = {},
  paths: readonly string[] = [],
) {
  const own = { HOME: home, XDG_CONFIG_HOME: join(home, '.config') }
  const cwd = made('beside')
  const args = ['--no-sandbox', '--disable-gpu', projectRoot, ...paths]
  const { status, stderr } = spawnSync(electronExecutable(), args, {
    env: { ...process.env, ...own, ...env },
    encoding: 'utf8',
    cwd,
  })
  return { status, stderr, left: readdirSync(cwd) }
}

test('a home that is opened is not written: settings are then kept as long as the window', async () => {
  // As that of the user nova, /var/lib/nova, whose instances lie in there.
  const home = made('nova')
  const env = { TMPDIR: made('tmp') }
  const running = await launchApp({ home, usualFolder: true, args: [home], env })
  expect(await ownFolderOf(running)).toContain(at('tmp', 'cowscope-profile-'))
  await running.close()
  // The folder for sockets was there before the start.
  expect(readdirSync(home)).toEqual(['run'])
  await expect.poll(() => readdirSync(at('tmp'))).toEqual([])
})

test('a second start on that home, while a window is open, hands it to that window', async () => {
  const home = made('twice')
  const running = await launchApp({ home, usualFolder: true })
  const { status } = ended(home, { TMPDIR: made('twice-tmp') }, [home])
  expect({ status, left: readdirSync(at('twice-tmp')) }).toEqual({ status: 0, left: [] })
  await running.window.getByRole('navigation').getByText('twice').first().waitFor()
  await running.close()
})

test('a folder for settings that is named in what is opened is not even left there empty', async () => {
  const home = made('named')
  const env = { TMPDIR: made('third-tmp') }
  const running = await launchApp({ home, args: [home], env })
  expect(await ownFolderOf(running)).toContain(at('third-tmp', 'cowscope-profile-'))
  await running.close()
  expect(readdirSync(home)).toEqual(['run'])
})

test('what is opened later says that the own folder lies in there', async () => {
  const running = await launchApp()
  const { ownFolder } = await chosenFolder(running, running.home)
  expect(ownFolder).toBe(await ownFolderOf(running))
  expect(await chosenFolder(running, made('images'))).not.toHaveProperty('ownFolder')
  await running.close()
})

test('where the own folder cannot be written, the window opens with a temporary one', async () => {
  const home = made('shut')
  writeFileSync(at('shut', '.config'), '')
  const env = { TMPDIR: made('other-tmp') }
  const running = await launchApp({ home, usualFolder: true, env })
  expect(await ownFolderOf(running)).toContain(at('other-tmp', 'cowscope-profile-'))
  await running.close()
})

test('a start that can write no folder says so, and by its exit code that it has', () => {
  const { status, stderr, left } = ended('/dev/null', { TMPDIR: '/nowhere' })
  expect(stderr).toMatch(/^cowscope: there is no window: ENOENT.*\/nowhere\/cowscope-profile-/m)
  expect({ status, left }).toEqual({ status: 73, left: [] })
})

test('a start that cannot lock its folder says so, and by its exit code that it has', () => {
  made('locked', '.config', 'cowscope', 'SingletonLock')
  const { status, stderr, left } = ended(at('locked'))
  expect(stderr).toMatch(/^cowscope: there is no window: .*\/cowscope cannot be locked/m)
  expect({ status, left }).toEqual({ status: 73, left: [] })
})
