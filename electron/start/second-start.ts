import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { decodeText, encodeText } from '../../shared/bytes/text.ts'
import { MAX_PATHS } from '../../shared/ipc/places.ts'
import { type OpenRequest, openRequestSchema, wholeRequestSchema } from './argv.ts'

/**
 * Bytes of paths that one start hands to another. What Chromium sends is its whole command line and
 * the request, 32 KiB together: of more the app that gets it dies. Each path may be in both.
 */
const MAX_BYTES = 10 * 1024

/** The last argument of a start that has its request on its standard input. */
const ON_STDIN = '--request-on-stdin'
const STDIN = 0

/** As much of a request as a running app can be handed, with how many paths that leaves out. */
export function handedOn(request: OpenRequest): OpenRequest {
  const { paths } = request
  const taken = fitting(paths)
  if (taken === paths.length) return request
  return { ...request, paths: paths.slice(0, taken), leftOut: paths.length - taken }
}

function fitting(paths: readonly string[]): number {
  let bytes = 0
  for (const [at, path] of paths.entries()) {
    bytes += encodeText(path).length
    if (at === MAX_PATHS || (bytes > MAX_BYTES && at > 0)) return at
  }
  return paths.length
}

/**
 * A request as it goes through the single-instance lock: each text as its bytes, a character each.
 * Of texts with characters above U+00FF Electron now and then loses all that was sent.
 */
export function toSent(request: OpenRequest): OpenRequest {
  return mapTexts(request, (text) => Buffer.from(encodeText(text)).toString('latin1'))
}

/** What another start has sent; undefined where that is no request. */
export function fromSent(data: unknown): OpenRequest | undefined {
  const { data: request } = openRequestSchema.safeParse(data)
  return request && mapTexts(request, (text) => decodeText(Buffer.from(text, 'latin1')))
}

function mapTexts(request: OpenRequest, change: (text: string) => string): OpenRequest {
  const { paths, root } = request
  const changed = { ...request, paths: paths.map(change) }
  return root === undefined ? changed : { ...changed, root: change(root) }
}

/**
 * Whether another start of the app seems to run: Chromium's lock is a link to `host-pid`. Where the
 * number is another process's by now, the start that is made for it has the window itself.
 */
export function isRunning(userData: string): boolean {
  try {
    // Signal 0 only asks whether the process is there.
    return process.kill(lockedBy(userData), 0)
  } catch {
    return false
  }
}

/** The same, and that it is this very program: a number that is another process's by now is none. */
export function isRunningHere(userData: string): boolean {
  try {
    return readlinkSync(`/proc/${lockedBy(userData)}/exe`) === readlinkSync('/proc/self/exe')
  } catch {
    return false
  }
}

function lockedBy(userData: string): number {
  const [pid] = /\d+$/.exec(readlinkSync(join(userData, 'SingletonLock'))) ?? []
  return Number(pid)
}

/**
 * Starts this program again with a short command line, and gives what it ended with. Node decodes and
 * encodes arguments as UTF-8, which names of files need not be; JSON keeps each of their bytes.
 */
export function startAgain(args: readonly string[], request: OpenRequest): number {
  const { status } = spawnSync(process.execPath, [...args, ON_STDIN], {
    input: JSON.stringify(request),
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  return status ?? 1
}

/** The request of a start by `startAgain`; undefined in any other. Throws on what is none. */
export function requestOnStdin(args: readonly string[]): OpenRequest | undefined {
  if (args.at(-1) !== ON_STDIN) return undefined
  return wholeRequestSchema.parse(JSON.parse(readFileSync(STDIN, 'utf8')))
}
