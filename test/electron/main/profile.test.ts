import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { removeOldProfiles } from '../../../electron/start/old-profiles.ts'
import { profileFor, realFolder, removeIfMade } from '../../../electron/start/profile.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = realpathSync(temporaryFolder())
const usual = join(folder, 'home/.config/cowscope')

test('the usual folder is made where it can be written', () => {
  expect(profileFor(usual, [])).toMatchObject({ folder: usual })
  expect(existsSync(usual)).toBe(true)
})

test('what is opened beside it, or inside of it, does not matter', () => {
  const opened = [join(folder, 'hom'), join(folder, 'home/images'), join(usual, 'images')]
  expect(profileFor(usual, opened)).toMatchObject({ folder: usual })
})

test('where everything is opened there is no other place, and it is the usual one', () => {
  // Nor is anything removed there.
  expect(profileFor(usual, ['/'])).toEqual({ folder: usual })
  expect(profileFor(usual, [folder, realpathSync(tmpdir())])).toEqual({ folder: usual })
})

test('where a window has the usual folder it is that one, though it lies in what is opened', () => {
  const home = join(folder, 'busy')
  const own = join(home, '.config/cowscope')
  mkdirSync(own, { recursive: true })
  const lock = join(own, 'SingletonLock')
  const found = (pid: number) => {
    symlinkSync(`${hostname()}-${pid}`, lock)
    const { folder: taken } = profileFor(own, [home])
    rmSync(lock)
    if (taken !== own) rmSync(taken, { recursive: true })
    return taken
  }
  expect(found(process.pid)).toBe(own)
  // The number of a window that is gone, which another program has by now.
  const other = spawn('sleep', ['60'])
  expect(found(other.pid ?? 0)).not.toBe(own)
  other.kill()
})

test('a folder that is still to be made leads where the nearest one above it leads', () => {
  mkdirSync(join(folder, 'real'))
  symlinkSync('real', join(folder, 'link'))
  expect(realFolder(join(folder, 'link/a/b'))).toBe(join(folder, 'real/a/b'))
})

test('a folder that this start has made goes again while it is empty, with those above it', () => {
  const since = Date.now() - 60_000
  const made = join(folder, 'made/for/this')
  for (const path of [made, join(folder, 'used/before')]) mkdirSync(path, { recursive: true })
  removeIfMade(join(folder, 'used/before'), Date.now() + 60_000)
  expect(readdirSync(join(folder, 'used'))).toEqual(['before'])
  mkdirSync(join(folder, 'made/other'))
  removeIfMade(made, since)
  expect(readdirSync(join(folder, 'made'))).toEqual(['other'])
})

test('a folder in which none can be made, as below /proc, is none that can be written', () => {
  const { folder: found, instead } = profileFor('/proc/nobody/.config/cowscope', [])
  rmSync(found, { recursive: true })
  expect(instead).toMatch(/^\/proc\/nobody\/\.config\/cowscope cannot be written: ENOENT/)
})

test('a temporary folder goes with its window, though nobody asks how that ended', async () => {
  const left = join(folder, 'left')
  mkdirSync(left)
  const program = ['build/run-ts.mjs', 'test/electron/main/leave-profile.ts', left]
  const { pid } = spawn(process.execPath, program, { detached: true, stdio: 'ignore' })
  try {
    await expect.poll(() => existsSync(left), { timeout: 20_000 }).toBe(false)
  } finally {
    if (pid !== undefined) process.kill(-pid)
  }
})

describe('temporary folders that windows left which were killed', () => {
  const above = join(folder, 'tmp')
  const gone = spawnSync('true').pid
  const here = `${hostname()}-${gone}`

  async function leftOf(name: string, lock: string | undefined, ageDays = 0): Promise<boolean> {
    const path = join(above, name)
    mkdirSync(path, { recursive: true })
    if (lock !== undefined) symlinkSync(lock, join(path, 'SingletonLock'))
    const time = Date.now() / 1000 - ageDays * 86_400
    utimesSync(path, time, time)
    await removeOldProfiles(above)
    return existsSync(path)
  }

  test('are removed when they are of no process any more', async () => {
    expect(await leftOf(`cowscope-profile-${gone}-killed`, here)).toBe(false)
    expect(await leftOf(`cowscope-profile-${gone}-unlocked`, undefined, 2)).toBe(false)
  })

  test.each([
    ['is open', `cowscope-profile-${process.pid}-a`, here],
    ['another process has locked', `cowscope-profile-${gone}-b`, `${hostname()}-${process.pid}`],
    ['another machine has locked', `cowscope-profile-${gone}-c`, `other-${gone}`],
    ['is being opened', `cowscope-profile-${gone}-d`, undefined],
    ['is no window’s', `cowscope-sample-${gone}-e`, here],
  ])('stay where it %s', async (_, name, lock) => {
    expect(await leftOf(name, lock)).toBe(true)
  })

  test('are no symlinks, nor what these lead to', async () => {
    const target = join(folder, 'kept')
    mkdirSync(target)
    symlinkSync(here, join(target, 'SingletonLock'))
    symlinkSync(target, join(above, `cowscope-profile-${gone}-link`))
    await removeOldProfiles(above)
    expect(readdirSync(target)).toEqual(['SingletonLock'])
  })
})
