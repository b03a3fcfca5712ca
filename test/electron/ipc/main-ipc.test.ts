import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../../electron/failure.ts'
import type { Settings } from '../../../shared/ipc/contract.ts'
import {
  CONNECT_SCANNER,
  GAVE_PATH,
  PUSH_PREFIX,
  REQUEST_PREFIX,
} from '../../../shared/ipc/wire.ts'

type Listener = (event: unknown, ...args: readonly unknown[]) => unknown
const registered = vi.hoisted(() => new Map<string, Listener>())

vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: Listener) => registered.set(channel, listener),
    on: (channel: string, listener: Listener) => registered.set(channel, listener),
  },
  MessageChannelMain: class {},
}))

const { handle, onConnectScanner, onPathGiven, push, trustContents } = await import(
  '../../../electron/ipc/main-ipc.ts'
)

const forget: { leave: () => void } = { leave: () => undefined }
const window = {
  id: 1,
  once: (_: string, listener: () => void) => {
    forget.leave = listener
  },
  isDestroyed: () => false,
  send: vi.fn(),
}
const frame = { parent: null, origin: 'app://cowscope' }
const own = { sender: window, senderFrame: frame }

async function call(event: unknown, channel: string, ...args: readonly unknown[]) {
  return registered.get(REQUEST_PREFIX + channel)?.(event, ...args)
}

const saved: Settings = { language: 'en', theme: 'dark' }
const change = vi.fn((_: Partial<Settings>) => saved)
handle('settings:set', change)

beforeEach(() => {
  change.mockClear()
  trustContents(window as unknown as Electron.WebContents)
})

describe('a request', () => {
  test('of the own page is answered as a result', async () => {
    const answer = await call(own, 'settings:set', { theme: 'dark' })
    expect(answer).toEqual({ ok: true, value: saved })
    expect(change).toHaveBeenCalledWith({ theme: 'dark' })
  })

  test.each([
    ['another window', { sender: { ...window, id: 2 }, senderFrame: frame }],
    ['a frame inside the page', { sender: window, senderFrame: { ...frame, parent: frame } }],
    ['another origin', { sender: window, senderFrame: { ...frame, origin: 'https://evil' } }],
    [
      'an origin that begins alike',
      { sender: window, senderFrame: { ...frame, origin: 'app://cowscope.evil' } },
    ],
    ['an opaque origin', { sender: window, senderFrame: { ...frame, origin: 'null' } }],
    ['a frame that is gone', { sender: window, senderFrame: null }],
  ])('of %s is rejected, not answered', async (_, event) => {
    await expect(call(event, 'settings:set', { theme: 'dark' })).rejects.toThrow('refused')
    expect(change).not.toHaveBeenCalled()
  })

  test('of a window that has been closed is rejected', async () => {
    forget.leave()
    await expect(call(own, 'settings:set', { theme: 'dark' })).rejects.toThrow('refused')
  })

  test('with bad arguments never reaches its handler', async () => {
    for (const args of [[], [{ theme: 'pink' }], [{ theme: 'dark' }, 'more'], [null]]) {
      const answer = await call(own, 'settings:set', ...args)
      expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid' } })
    }
    expect(change).not.toHaveBeenCalled()
  })

  test.each([
    [new Refusal('not-granted', 'no', '/x'), { code: 'not-granted', message: 'no', path: '/x' }],
    [
      Object.assign(new Error('gone'), { code: 'ENOENT', path: '/y' }),
      { code: 'not-found', path: '/y' },
    ],
    [Object.assign(new Error('denied'), { code: 'EACCES' }), { code: 'permission' }],
    [new TypeError('a bug'), { code: 'internal', message: 'a bug' }],
  ])('whose handler throws %s is a failure as data', async (error, failure) => {
    change.mockImplementationOnce(() => {
      throw error
    })
    const answer = await call(own, 'settings:set', {})
    expect(answer).toMatchObject({ ok: false, failure })
  })
})

describe('messages without an answer', () => {
  test('of strangers are not heard', () => {
    const given = vi.fn()
    const connected = vi.fn()
    onPathGiven(given)
    onConnectScanner(connected)
    const stranger = { sender: { ...window, id: 2 }, senderFrame: frame }
    for (const event of [stranger, own]) {
      registered.get(GAVE_PATH)?.(event, '/dropped')
      registered.get(CONNECT_SCANNER)?.(event)
    }
    expect(given).toHaveBeenCalledExactlyOnceWith('/dropped')
    expect(connected).toHaveBeenCalledExactlyOnceWith(window)
  })

  test('are pushed under names of their own, and not to a window that is gone', () => {
    push(window as unknown as Electron.WebContents, 'settings:changed', saved)
    expect(window.send).toHaveBeenCalledExactlyOnceWith(`${PUSH_PREFIX}settings:changed`, saved)
    const gone = { ...window, isDestroyed: () => true, send: vi.fn() }
    push(gone as unknown as Electron.WebContents, 'settings:changed', saved)
    expect(gone.send).not.toHaveBeenCalled()
  })
})
