import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))

const { assetFile, serveApp } = await import('../../../electron/window/protocol.ts')
const { staysInside } = await import('../../../electron/window/session-guard.ts')

const folder = mkdtempSync(join(tmpdir(), 'cowscope-protocol-'))
writeFileSync(join(folder, 'index.html'), '<html><head></head></html>')
writeFileSync(join(folder, 'main.js'), 'export {}')
afterAll(() => rmSync(folder, { recursive: true }))

describe('the file that a URL means', () => {
  test.each([
    ['app://cowscope/', 'index.html'],
    ['app://cowscope/index.html?x=1#y', 'index.html'],
    ['app://cowscope/assets/main-1.js', 'assets/main-1.js'],
    ['app://cowscope/a/../main.js', 'main.js'],
    ['app://cowscope/%2e%2e/main.js', 'main.js'],
  ])('%s is %s of the bundle', (url, file) => {
    expect(assetFile(url, folder)).toBe(join(folder, file))
  })

  test.each([
    'app://cowscope/..%2fsecret.js',
    'app://cowscope/a%2f..%2f..%2fsecret.js',
    'app://cowscope/..%5csecret.js',
    'app://cowscope/x%00.js',
    'app://cowscope/%E0%A4%A.js',
    'app://elsewhere/index.html',
    'file:///etc/passwd.js',
    'app://cowscope/passwd',
  ])('%s is refused', (url) => {
    expect(assetFile(url, folder)).toBeUndefined()
  })
})

describe('responses', () => {
  type Respond = (request: Request) => Promise<Response>
  let respond: Respond = () => Promise.reject(new Error('not registered'))
  const session = { protocol: { handle: (_: string, given: Respond) => (respond = given) } }
  serveApp(session as unknown as Electron.Session, folder)
  const get = (path: string) => respond(new Request(`app://cowscope/${path}`))

  test('the page comes with a policy that begins by denying everything, and a fresh nonce', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get('index.html')
        const policy = response.headers.get('content-security-policy') ?? ''
        expect(policy).toMatch(/^default-src 'none'; /)
        expect(policy).not.toContain('unsafe')
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
        expect(await response.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('types are stated and not to be guessed', async () => {
    const { headers } = await get('main.js')
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('what is not there is 404, and nothing is answered but GET', async () => {
    expect((await get('none.js')).status).toBe(404)
    const post = new Request('app://cowscope/main.js', { method: 'POST' })
    expect((await respond(post)).status).toBe(405)
  })
})

test.each([
  ['app://cowscope/main.js', true],
  ['data:image/png;base64,', true],
  ['app://other/main.js', false],
  ['https://example.com/', false],
  ['http://127.0.0.1/', false],
  ['ws://example.com/', false],
  ['file:///etc/passwd', false],
])('a request for %s is let through: %s', (url, allowed) => {
  expect(staysInside(url)).toBe(allowed)
})
