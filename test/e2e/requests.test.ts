import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { request } from '../helpers/window/bridge.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { chosenFolder, unwrapped } from '../helpers/window/unwrapped.ts'

let running: RunningApp
const folder = temporaryFolder()
beforeAll(async () => {
  running = await launchApp()
})
afterAll(() => running.close())

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
  await chosenFolder(running, folder)
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
