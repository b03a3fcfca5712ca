import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Place } from '../../shared/ipc/places.ts'
import { Refusal, toFailure } from '../failure.ts'
import { systemPath } from '../files/system-path.ts'
import { looks } from '../looks.ts'
import { realPathAsync } from './real-path.ts'

/** What is at a path. */
export interface Seen {
  readonly realPath: string
  readonly kind: Place['kind']
  /** Of an image that a symlink leads to. */
  readonly named?: string
}

/** A dead network mount answers no call; the window must not wait for it. */
export const ANSWER_LIMIT_MS = 5_000

/** Throws a `Refusal` for what is neither a folder nor a regular file, or cannot be looked at. */
export function seen(path: string): Promise<Seen> {
  return looks.at(path, ANSWER_LIMIT_MS, () => look(path))
}

async function look(path: string): Promise<Seen> {
  try {
    const real = await realPathAsync(path)
    const stats = await stat(systemPath(real))
    if (stats.isDirectory()) return { realPath: real, kind: 'folder' }
    if (stats.isFile()) return { realPath: real, kind: 'image', ...(await namedAt(path, real)) }
  } catch (error) {
    const { code, message } = toFailure(error)
    throw new Refusal(code, message, path, { cause: error })
  }
  throw new Refusal('not-a-file', 'neither a folder nor a regular file', path)
}

/** Before there is a window; where a mount takes longer, the name as it is has to do. */
const START_LIMIT_MS = 1_000

/** Where paths lead, and those that nobody answers for as they are. */
export function realPaths(paths: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    paths.map((path) =>
      looks.at(path, START_LIMIT_MS, () => realPathAsync(path)).catch(() => path),
    ),
  )
}

/** Where names in the image count from, if that is not where it lies: qemu goes on from its name. */
async function namedAt(path: string, real: string): Promise<Pick<Seen, 'named'>> {
  const named = join(await realPathAsync(dirname(path)), basename(path))
  return named === real ? {} : { named }
}
