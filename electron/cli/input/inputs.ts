import { type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { GivenRoot } from '../../files/named-image.ts'
import { realPathOf, systemPath } from '../../files/system-path.ts'
import { CliError, sentence } from '../error-text.ts'

/** Something named on the command line. */
export interface Input {
  /** As it was given. */
  readonly given: string
  /** Absolute. */
  readonly path: string
  /** The name as it was given, in its folder after symlinks: names in an image count from there. */
  readonly named: string
  /** After symlinks. */
  readonly real: string
  readonly kind: 'folder' | 'image'
}

/** Looks at a path without opening it. Throws the system's error, or a `CliError` for what is neither. */
export function lookAt(given: string): Input {
  const path = resolve(given)
  const stats = statSync(systemPath(path))
  const real = realPathOf(path)
  if (stats.isDirectory()) return { given, path, named: real, real, kind: 'folder' }
  const named = join(realPathOf(dirname(path)), basename(path))
  if (stats.isFile()) return { given, path, named, real, kind: 'image' }
  throw new CliError(`it is ${kindOf(stats)}, which is never opened`)
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a FIFO'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

/** The real path of `--root DIR`. Throws a `CliError`. */
export function rootFolder(given: string): string {
  try {
    const input = lookAt(given)
    if (input.kind === 'folder') return input.real
  } catch (error) {
    throw new CliError(sentence(`--root ${given}`, error))
  }
  throw new CliError(`--root ${given}: it is no folder`)
}

/** What is found in the folder at that real path. What does so is loaded only where one was given. */
export async function plannedRoot(real: string): Promise<GivenRoot> {
  const { givenRootAt } = await import('../../files/given-root.ts')
  return givenRootAt(real)
}
