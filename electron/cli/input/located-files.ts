import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { protocolOf } from '../../../shared/files/protocol.ts'
import { withoutSecrets } from '../../../shared/secrets/without-secrets.ts'
import { systemPath } from '../../files/system-path.ts'
import { CliError, sentence, UsageError } from '../error-text.ts'
import { lookInRoot } from './input-in-root.ts'

interface Pair {
  readonly name: string
  readonly file: string
}

/**
 * What each `--locate NAME=FILE` points at, by the name as it is kept of an image; symlinks below
 * `root`, the real path of `--root`, lead where they do on its node. Throws a `UsageError` for what
 * is no such pair, and a `CliError` for no image. No sentence repeats what may be secret in a name.
 */
export function locatedFiles(given: readonly string[], root: string | undefined): LocatedFiles {
  const located = new Map<string, string>()
  for (const one of given) {
    const { name: recorded, file } = pairOf(one)
    const name = withoutSecrets(recorded)
    if (located.has(name)) throw new UsageError(`--locate names two files for ${name}`)
    // Where FILE is mistyped, what was taken for it may be the end of a password.
    const shown = protocolOf(recorded) === undefined ? file : `${name}=FILE`
    located.set(name, realFile(file, root, `--locate ${shown}`))
  }
  return located
}

/**
 * Names and files may have a `=` themselves: FILE is what begins after one and is there. Where none is,
 * it follows the last of a name with a protocol, whose options have one each.
 */
function pairOf(given: string): Pair {
  const pairs = [...given.matchAll(/=/g)]
    .map(({ index }) => ({ name: given.slice(0, index), file: given.slice(index + 1) }))
    .filter(({ name, file }) => name !== '' && file !== '')
  const likely = protocolOf(given) === undefined ? pairs[0] : pairs.at(-1)
  const pair = pairs.find(({ file }) => existsSync(systemPath(resolve(file)))) ?? likely
  if (pair !== undefined) return pair
  throw new UsageError(`--locate wants NAME=FILE, not ${withoutSecrets(given)}`)
}

function realFile(file: string, root: string | undefined, subject: string): string {
  try {
    const { kind, real } = lookInRoot(file, root)
    if (kind === 'image') return real
  } catch (error) {
    throw new CliError(sentence(subject, error))
  }
  throw new CliError(`${subject}: it is a folder, not an image`)
}
