import { lstatSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import type { Pieces } from '../../shared/report/pieces.ts'
import { realPathOf, systemPath } from '../files/system-path.ts'
import { CliError, sentence } from './error-text.ts'

/**
 * Where `-o FILE` will be written, checked before any work is done: never inside a folder that was
 * opened and never over an image that was. `opened` are real paths. Throws a `CliError`.
 */
export function outputTarget(file: string, opened: readonly string[]): string {
  const path = resolve(file)
  const target = join(parentOf(file, path), basename(path))
  const places = [target, realOr(target)]
  const inside = places.some((place) =>
    opened.some((root) => pathUnderRoot(root, place) !== undefined),
  )
  if (inside || opened.some((file) => isSameFile(file, target))) {
    throw new CliError(`${file}: it lies inside what is to be read, where nothing is ever written`)
  }
  if (lstatOr(target)?.isDirectory() === true) throw new CliError(`${file}: it is a folder`)
  if (isNoFile(target)) throw new CliError(`${file}: it is no file that could be replaced`)
  return target
}

/** A device or a FIFO, or a link to one, such as /dev/null and /dev/stdout: a file would take its place. */
function isNoFile(target: string): boolean {
  const stats = statSync(systemPath(target), { throwIfNoEntry: false })
  return stats !== undefined && !stats.isFile()
}

/** Another name of the same file, by a hard link. */
function isSameFile(file: string, target: string): boolean {
  const [one, other] = [file, target].map((path) =>
    lstatSync(systemPath(path), { bigint: true, throwIfNoEntry: false }),
  )
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

/** Whoever reads the target sees all of it or what was there before. Throws a `CliError`. */
export async function writeOutput(target: string, pieces: Pieces): Promise<void> {
  // What it needs of Node takes longer to load than a small report to make.
  const { replaceFile } = await import('../files/replace-file.ts')
  try {
    await replaceFile(target, pieces)
  } catch (error) {
    throw new CliError(sentence(target, error))
  }
}

function parentOf(file: string, path: string): string {
  try {
    return realPathOf(dirname(path))
  } catch (error) {
    throw new CliError(sentence(file, error))
  }
}

function realOr(path: string): string {
  try {
    return realPathOf(path)
  } catch {
    return path
  }
}

function lstatOr(path: string) {
  return lstatSync(systemPath(path), { throwIfNoEntry: false })
}
