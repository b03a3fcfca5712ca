import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { withoutSecrets } from '../../../shared/secrets/without-secrets.ts'
import { systemPath } from '../../files/system-path.ts'
import { CliError, sentence, UsageError } from '../error-text.ts'
import { lookInRoot } from './input-in-root.ts'

interface Pair {
  readonly name: string
  readonly file: string
}

/**
 * What each `--locate NAME=FILE` points at, by the name as it is kept of an image; symlinks below `root`, the real path of `--root`, lead where
 * they do on its node. Throws a `UsageError` for what is no such pair, and a `CliError` for no image.
 */
export function locatedFiles(given: readonly string[], root: string | undefined): LocatedFiles {
  const located = new Map<string, string>()
  for (const one of given) {
    const { name: given, file } = pairOf(one)
    const name = withoutSecrets(given)
    if (located.has(name)) throw new UsageError(`--locate names two files for ${name}`)
    located.set(name, realFile(file, root))
  }
  return located
}

/** Names and files may have a `=` themselves: FILE is what begins after one and is there. */
function pairOf(given: string): Pair {
  const pairs = [...given.matchAll(/=/g)]
    .map(({ index }) => ({ name: given.slice(0, index), file: given.slice(index + 1) }))
    .filter(({ name, file }) => name !== '' && file !== '')
  const pair = pairs.find(({ file }) => existsSync(systemPath(resolve(file)))) ?? pairs[0]
  if (pair === undefined) throw new UsageError(`--locate wants NAME=FILE, not ${given}`)
  return pair
}

function realFile(file: string, root: string | undefined): string {
  const subject = `--locate ${file}`
  try {
    const { kind, real } = lookInRoot(file, root)
    if (kind === 'image') return real
  } catch (error) {
    throw new CliError(sentence(subject, error))
  }
  throw new CliError(`${subject}: it is a folder, not an image`)
}
