import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { APP_ORIGIN } from '../../shared/ipc/api.ts'
import { contentSecurityPolicy, withNonce } from './content-security.ts'

const SCHEME = 'app'
const HOST = 'cowscope'

export const PAGE_URL = `${APP_ORIGIN}/index.html`

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the bundle in `folder` as `app://cowscope/` and nothing else. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => respond(request, folder))
}

async function respond(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const file = assetFile(request.url, folder)
  if (file === undefined) return refuse(404)
  const nonce = randomBytes(16).toString('base64')
  try {
    const content = await readFile(file)
    const isPage = extname(file) === '.html'
    const body = isPage ? withNonce(content.toString('utf8'), nonce) : new Uint8Array(content)
    return new Response(body, { headers: headersOf(file, nonce) })
  } catch {
    return refuse(404)
  }
}

/**
 * The file of the bundle that a URL means, or undefined for another host, a type that the bundle
 * does not hold, or a path that leads out of `folder`.
 */
export function assetFile(url: string, folder: string): string | undefined {
  const { host, pathname, protocol: scheme } = new URL(url)
  if (scheme !== `${SCHEME}:` || host !== HOST) return undefined
  const path = decode(pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const file = join(folder, path === '/' ? 'index.html' : path)
  const isInside = file.startsWith(folder + sep)
  return isInside && MIME_TYPES[extname(file)] !== undefined ? file : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

function headersOf(file: string, nonce: string): Record<string, string> {
  return {
    'content-type': MIME_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

function refuse(status: number): Response {
  return new Response(undefined, { status })
}
