import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../helpers/window/bridge.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
})
afterAll(() => running.close())

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
