import { readlink } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { decodeText } from '../../shared/bytes/text.ts'
import { systemPath } from './system-path.ts'

/** As many symlinks as Linux follows on one way. */
const MOST_LINKS = 40

/**
 * Where an absolute path leads after symlinks. Nothing is looked at from where `isElsewhere` says that the way
 * leaves this machine: it may hang. What is not there is no symlink.
 */
export async function followHere(
  path: string,
  isElsewhere: (path: string) => boolean,
): Promise<string> {
  let done = '/'
  let names = namesOf(path)
  for (let links = 0; names.length > 0; ) {
    const [name = '', ...rest] = names
    const next = join(done, name)
    if (links > MOST_LINKS || isElsewhere(next)) return join(done, ...names)
    const target = name === '..' ? undefined : await linkTarget(next)
    if (target !== undefined) links += 1
    if (target === undefined) done = next
    else if (isAbsolute(target)) done = '/'
    names = target === undefined ? rest : [...namesOf(target), ...rest]
  }
  return done
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}

async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readlink(systemPath(path), 'buffer'))
  } catch {
    return undefined
  }
}
