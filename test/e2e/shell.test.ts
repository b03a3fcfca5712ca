import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { electronExecutable } from '../../build/setup/runtime.mjs'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { request } from '../helpers/window/bridge.ts'
import { stubMessageBox } from '../helpers/window/dialogs.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { imageTabs } from '../helpers/window/explorer.ts'
import { chosenFolder, unwrapped } from '../helpers/window/unwrapped.ts'

let running: RunningApp
const folder = temporaryFolder()
beforeAll(async () => {
  running = await launchApp()
})
afterAll(() => running.close())

test('a second start that names more than it can hand on says so, and what it hands on is opened', async () => {
  // Latin-1, as names from older systems are: the shell hands them on as they are.
  for (let index = 0; index < 300; index += 1) {
    const name = Buffer.from(`/${'x'.repeat(150)}-\xe4-${index}`, 'latin1')
    writeFileSync(Buffer.concat([Buffer.from(folder), name]), '')
  }
  // Switches stand among the paths, as all of a packaged app's do.
  const args = [projectRoot, '--no-sandbox', `--user-data-dir=${join(running.home, 'user-data')}`]
  const start = ['-c', 'exec "$@" x*', 'sh', electronExecutable(), ...args]
  await promisify(execFile)('sh', start, { cwd: folder })
  const { window } = running
  const message = window.getByText(/^300 paths were named, .* The first \d+ are opened/)
  const [, taken] = /The first (\d+)/.exec((await message.textContent()) ?? '') ?? []
  const images = imageTabs(window)
  await expect.poll(() => images.count()).toBe(Number(taken))
})

describe('failures of processes', () => {
  test('a scanner that dies is started again for the next scan', async () => {
    const node = await chosenFolder(running, folder)
    const scannerPid = () =>
      running.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Cowscope scanner')?.pid,
      )
    expect((await request(running.window, 'scan:start', node.id)).ok).toBe(true)
    const before = await scannerPid()
    if (before === undefined) throw new Error('the scanner does not run')
    process.kill(before, 'SIGKILL')
    await expect.poll(scannerPid).not.toBe(before)
    // The main process may hear of the death later than the list of processes.
    const scans = async () => (await request(running.window, 'scan:start', node.id)).ok
    await expect.poll(scans).toBe(true)
    await expect.poll(scannerPid).toBeGreaterThan(0)
  })

  test('what a scanner had found that died afterwards is said to be gone, not its files', async () => {
    const node = await chosenFolder(running, folder)
    const { scanId } = unwrapped(await request(running.window, 'scan:start', node.id))
    const found = () => request(running.window, 'scan:travel', scanId, '')
    const codeOf = async () => {
      const answer = await found()
      return answer.ok ? 'ok' : answer.failure.code
    }
    const pid = await running.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Cowscope scanner')?.pid,
    )
    if (pid === undefined) throw new Error('the scanner does not run')
    process.kill(pid, 'SIGKILL')
    await expect.poll(codeOf).toBe('scan-lost')
  })

  test('a page that dies is loaded again when the user says so', async () => {
    await stubMessageBox(running.app, 0)
    const loaded = running.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => resolve(contents.getURL()))
          contents?.forcefullyCrashRenderer()
        }),
    )
    expect(await loaded).toBe('app://cowscope/index.html')
  })
})

test('a second start hands its paths to the first one and ends', async () => {
  await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const heard: unknown[][] = []
    Object.assign(globalThis, { heard })
    const send = contents?.send.bind(contents)
    if (contents === undefined || send === undefined) return
    contents.send = (channel: string, ...args: unknown[]) => {
      heard.push([channel, ...args])
      send(channel, ...args)
    }
  })
  writeFileSync(join(folder, 'disk.raw'), '')
  const args = [
    '--no-sandbox',
    `--user-data-dir=${join(running.home, 'user-data')}`,
    projectRoot,
    'disk.raw',
    'none',
  ]
  await promisify(execFile)(electronExecutable(), args, { cwd: folder })
  await expect
    .poll(() => running.app.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'heard'))))
    .toContain('not-found')
  const heard = await running.app.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'heard')))
  expect(heard).toContain(join(folder, 'disk.raw'))
})

test('the sample node goes with the app', async () => {
  const other = await launchApp()
  const node = unwrapped(await request(other.window, 'place:sample'))
  expect(existsSync(node.path)).toBe(true)
  await other.close()
  expect(existsSync(node.path)).toBe(false)
})
