import type { BigIntStats } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '../failure.ts'
import { errnoOf } from '../files/errno.ts'
import { readMounts } from '../files/mounts.ts'
import { systemPath } from '../files/system-path.ts'
import { placeOf, type TargetFault, targetFault, type WriteTarget } from '../files/write-target.ts'
import { looks } from '../looks.ts'
import { writeRefusal } from '../write-refusal.ts'
import { realPathAsync } from './real-path.ts'

const REFUSALS = {
  inside: ['inside-opened-root', 'the target lies inside an opened place'],
  folder: ['target-is-folder', 'the target is a folder'],
  'no-file': ['target-is-no-file', 'the target is no file that could be replaced'],
} as const satisfies Readonly<Record<TargetFault, readonly [string, string]>>

export interface OpenedFiles {
  /** Real paths, as those of `files`. */
  readonly folders: readonly string[]
  readonly files: readonly string[]
  /** How long the file system may take for an answer. */
  readonly limitMs: number
}

/**
 * Where a file will be written. Refuses one that would change what was opened, or take the place of what is
 * no file.
 */
export async function reportTarget(given: string, opened: OpenedFiles): Promise<string> {
  const { folders, files, limitMs } = opened
  const target = await looks
    .at(given, limitMs, () => look(given))
    .catch((error: unknown) => {
      throw writeRefusal(error, given)
    })
  // A file on a mount that has died since has no say in what is written elsewhere.
  const known = files.map((file) =>
    looks.at(file, limitMs, () => entryAt(file)).catch(() => undefined),
  )
  const entries = (await Promise.all(known)).filter((entry) => entry !== undefined)
  const fault = targetFault(target, [...folders, ...files], entries, readMounts())
  if (fault === undefined) return placeOf(target)
  const [code, message] = REFUSALS[fault]
  throw new Refusal(code, message, given)
}

async function look(given: string): Promise<WriteTarget> {
  const path = join(await realPathAsync(dirname(given)), basename(given))
  const entry = await entryAt(path)
  const real = await realPathAsync(path).catch(() => path)
  const folder = await lstat(systemPath(dirname(path)), { bigint: true })
  const found = { path, real, folder, ...(entry !== undefined && { entry }) }
  try {
    const end = await orAbsent(stat(systemPath(path), { bigint: true }))
    return { ...found, ...(end !== undefined && { end }), unknownEnd: false }
  } catch {
    return { ...found, unknownEnd: true }
  }
}

function entryAt(path: string): Promise<BigIntStats | undefined> {
  return orAbsent(lstat(systemPath(path), { bigint: true }))
}

async function orAbsent(stats: Promise<BigIntStats>): Promise<BigIntStats | undefined> {
  try {
    return await stats
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}
