import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { electronExecutable } from '../../build/setup/runtime.mjs'
import type { Result } from '../../shared/ipc/contract.ts'
import type { Place } from '../../shared/ipc/places.ts'
import { request } from '../helpers/window/bridge.ts'
import { stubMessageBox, stubOpenDialog, stubSaveDialog } from '../helpers/window/dialogs.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { imageTabs } from '../helpers/window/explorer.ts'

let running: RunningApp
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-shell-'))
  running = await launchApp()
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true })
})

function unwrapped<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

const open = async (path: string): Promise<Place> => {
  await stubOpenDialog(running.app, path)
  const place = unwrapped(await request(running.window, 'place:choose-folder'))
  if (place === undefined) throw new Error('the dialog was closed')
  return place
}

describe('the page', () => {
  test('is the app’s own, without console errors, and has nothing of Node', async () => {
    const errors: string[] = []
    running.window.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
    })
    running.window.on('pageerror', (error) => errors.push(error.message))
    // On a busy machine the page that the window began with may still be taking its place.
    await running.window.waitForLoadState('load')
    await running.window.reload()
    await running.window.waitForLoadState('load')
    expect(running.window.url()).toBe('app://cowscope/index.html')
    const globals = await running.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    )
    expect(globals).toEqual([])
    expect(errors).toEqual([])
  })

  test('runs sandboxed, isolated, without webviews', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      // Electron's own record of what was asked for; not in its types.
      return Reflect.get(window?.webContents ?? {}, 'getLastWebPreferences')?.call(
        window?.webContents,
      )
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  test('sees four functions and no event objects', async () => {
    const names = await running.window.evaluate(() =>
      Object.keys(Reflect.get(globalThis, 'cowscope')).sort(),
    )
    expect(names).toEqual(['connectScanner', 'on', 'pathForFile', 'request'])
  })

  test('is served with the policy, and nothing outside of the bundle is served', async () => {
    const answers = await running.window.evaluate(async () => {
      const page = await fetch('app://cowscope/index.html')
      const outside = await fetch('app://cowscope/..%2f..%2fpackage.json')
      return {
        policy: page.headers.get('content-security-policy'),
        sniff: page.headers.get('x-content-type-options'),
        outside: outside.status,
      }
    })
    expect(answers.policy).toMatch(/^default-src 'none'; script-src 'self'; /)
    expect(answers.policy).not.toContain('unsafe')
    expect(answers).toMatchObject({ sniff: 'nosniff', outside: 404 })
  })

  test('runs no inline script and no eval', async () => {
    const ran = await running.window.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.head.append(script)
      return 'inlineRan' in globalThis
    })
    expect(ran).toBe(false)
  })
})

describe('ways out of the page', () => {
  test('navigation and new windows are denied', async () => {
    await running.window.evaluate(() => {
      window.open('https://example.com')
      location.href = 'https://example.com'
    })
    await running.window.evaluate(() => {
      location.href = 'file:///etc/hostname'
    })
    // By the time of an answer a navigation that was let through would have begun.
    expect((await request(running.window, 'app:bootstrap')).ok).toBe(true)
    expect(running.window.url()).toBe('app://cowscope/index.html')
    expect(running.app.windows()).toHaveLength(1)
  })

  test('no request leaves the app, from the page or from its session', async () => {
    let requests = 0
    const server = createServer((_, response) => {
      requests += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const url = `http://127.0.0.1:${port}/`
    const fromPage = await running.window.evaluate(
      (target) =>
        fetch(target).then(
          () => 'answered',
          () => 'blocked',
        ),
      url,
    )
    const fromSession = await running.app.evaluate(
      ({ session }, target) =>
        session.defaultSession.fetch(target).then(
          () => 'answered',
          () => 'blocked',
        ),
      url,
    )
    server.close()
    expect({ fromPage, fromSession, requests }).toEqual({
      fromPage: 'blocked',
      fromSession: 'blocked',
      requests: 0,
    })
  })

  test('permissions are denied', async () => {
    const state = await running.window.evaluate(async () => {
      const { state: geolocation } = await navigator.permissions.query({ name: 'geolocation' })
      return { geolocation, notification: await Notification.requestPermission() }
    })
    expect(state).toEqual({ geolocation: 'denied', notification: 'denied' })
  })
})

describe('requests', () => {
  test('of a frame inside the page, or of another window, are not heard', async () => {
    const answer = await running.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload } })
        await stranger.loadURL('app://cowscope/index.html')
        const code = "cowscope.request('app:bootstrap').then(() => 'answered', (e) => e.message)"
        const said: string = await stranger.webContents.executeJavaScript(code)
        stranger.destroy()
        return said
      },
      join(projectRoot, 'out/preload/preload.cjs'),
    )
    expect(answer).toContain('refused')
  })

  test('with bad arguments are failures as data', async () => {
    const bad = { theme: 'pink' } as unknown as { theme: 'dark' }
    const answer = await request(running.window, 'settings:set', bad)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid' } })
  })

  test('cannot open a path that the user has not named', async () => {
    const [answer] = unwrapped(await request(running.window, 'place:open', ['/etc']))
    expect(answer).toMatchObject({ ok: false, failure: { code: 'not-granted' } })
  })

  test('read nothing outside of an opened folder', async () => {
    const node = unwrapped(await request(running.window, 'place:sample'))
    const up = await request(running.window, 'image:inspect', node.id, '../etc/passwd')
    expect(up).toMatchObject({ ok: false, failure: { code: 'invalid' } })
  })
})

describe('a report', () => {
  test('is refused inside the opened folder and written whole outside', async () => {
    const node = unwrapped(await request(running.window, 'place:sample'))
    const scanId = await running.window.evaluate(async (placeId) => {
      const bridge = Reflect.get(globalThis, 'cowscope')
      const ports: MessagePort[] = []
      const done = new Promise<string>((resolve) => {
        addEventListener('message', ({ ports: [port] }) => {
          if (port === undefined) return
          ports.push(port)
          port.onmessage = ({ data }) => {
            if (data.kind === 'done') resolve(data.scanId)
          }
        })
      })
      bridge.connectScanner()
      await bridge.request('scan:start', placeId)
      return done
    }, node.id)
    await stubSaveDialog(running.app, join(node.path, 'report.json'))
    expect(await request(running.window, 'report:save', scanId, 'json')).toMatchObject({
      ok: false,
      failure: { code: 'inside-opened-root' },
    })
    expect(existsSync(join(node.path, 'report.json'))).toBe(false)
    const target = join(folder, 'report.json')
    await stubSaveDialog(running.app, target)
    const saved = unwrapped(await request(running.window, 'report:save', scanId, 'json'))
    const text = readFileSync(target, 'utf8')
    expect(saved).toEqual({ path: target, bytes: Buffer.byteLength(text) })
    expect(JSON.parse(text)).toMatchObject({ generator: { name: 'cowscope' } })
  })
})

test('the next dialog starts in the folder of the last choice, which is kept', async () => {
  await open(folder)
  await running.app.evaluate(({ dialog }) => {
    const record = async (...args: readonly unknown[]) => {
      Object.assign(globalThis, { asked: args.at(-1) })
      return { canceled: true, filePaths: [] }
    }
    dialog.showOpenDialog = record
  })
  expect(unwrapped(await request(running.window, 'place:choose-image'))).toBeUndefined()
  const asked = await running.app.evaluate(() => Reflect.get(globalThis, 'asked'))
  expect(asked).toMatchObject({ defaultPath: folder, properties: ['openFile'] })
  const kept = readFileSync(join(running.home, 'user-data/settings.json'), 'utf8')
  expect(JSON.parse(kept)).toMatchObject({ lastFolder: folder })
})

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
    const node = await open(folder)
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
