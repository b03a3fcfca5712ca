import { type BigIntStats, lstatSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Pieces } from '../../../shared/report/pieces.ts'
import type { Stop } from '../../files/draft.ts'
import { readMounts } from '../../files/mounts.ts'
import { realPathOf, systemPath } from '../../files/system-path.ts'
import {
  placeOf,
  type TargetFault,
  targetFault,
  type WriteTarget,
} from '../../files/write-target.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, OutputError, saying, sentence } from '../error-text.ts'

const REASONS: Readonly<Record<TargetFault, string>> = {
  inside: 'it lies inside what is to be read, where nothing is ever written',
  folder: 'it is a folder',
  'no-file': 'it is no file that could be replaced',
}

const NO_FILE =
  '-: standard output is no file; a report goes there without -o, and `read` writes a disk there. A file of that name is ./-'

/**
 * Where `-o FILE` will be written, checked before any work is done: never inside a folder that was
 * opened, never over an image that was, and never in the place of a device, a FIFO or a link to one,
 * such as /dev/null and /dev/stdout. `opened` are real paths. Throws an `OutputError`.
 */
export function outputTarget(file: string, opened: readonly string[]): string {
  if (file === '-') throw new OutputError(NO_FILE)
  const path = resolve(file)
  const folder = dirname(path)
  // Of a new file it is its folder that may be missing, not itself.
  const realFolder = saying(`the folder of ${file}`, () => realPathOf(folder))
  const target = saying(file, () => lookAtTarget(join(realFolder, basename(path))))
  const files = opened.flatMap((one) => entryAt(one) ?? [])
  const fault = targetFault(target, opened, files, readMounts())
  if (fault !== undefined) throw new OutputError(`${file}: ${REASONS[fault]}`)
  return placeOf(target)
}

function lookAtTarget(path: string): WriteTarget {
  const entry = entryAt(path)
  const folder = lstatSync(systemPath(dirname(path)), { bigint: true })
  const found = { path, real: realOr(path), folder, ...(entry !== undefined && { entry }) }
  try {
    const end = statSync(systemPath(path), { bigint: true, throwIfNoEntry: false })
    return { ...found, ...(end !== undefined && { end }), unknownEnd: false }
  } catch {
    return { ...found, unknownEnd: true }
  }
}

/** Whoever reads the target sees all of it or what was there before. Throws a `CliError`. */
export async function writeOutput(
  target: string,
  pieces: Pieces,
  { interrupted }: Pick<CommandContext, 'interrupted'>,
): Promise<void> {
  // What it needs of Node takes longer to load than a small report to make.
  const { replaceFile } = await import('../../files/replace-file.ts')
  // A scan that was cancelled has a report all the same.
  const stop = interrupted() ? undefined : stopping(interrupted, 'nothing was written')
  try {
    await replaceFile(target, pieces, stop)
  } catch (error) {
    throw new CliError(sentence(target, error))
  }
}

/** Throws a `CliError` once it is interrupted, which says what came of it. */
export function stopping(interrupted: () => boolean, rest: string): Stop {
  return () => {
    if (interrupted()) throw new CliError(`stopped; ${rest}`)
  }
}

function realOr(path: string): string {
  try {
    return realPathOf(path)
  } catch {
    return path
  }
}

function entryAt(path: string): BigIntStats | undefined {
  return lstatSync(systemPath(path), { bigint: true, throwIfNoEntry: false })
}
