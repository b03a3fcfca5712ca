import { FormatError } from '../bytes/errors.ts'
import { attribute, child, childText, parseXml } from './xml.ts'

/** A pool of libvirt's storage driver, from which a domain may have a volume by name. */
export interface StoragePool {
  /** Path of the XML in the tree. */
  readonly path: string
  readonly name: string
  readonly type: string
  /** Where its volumes are. */
  readonly target?: string
}

/** Of these a volume is a file of its own in the target, which bears its name (libvirt: storage.html). */
const OF_FILES: ReadonlySet<string> = new Set(['dir', 'fs', 'netfs', 'gluster', 'vstorage'])
/** Accounts and secrets are never wanted. */
const SKIPPED: ReadonlySet<string> = new Set(['auth', 'secret', 'encryption'])

/** Reads a pool's XML, or that of one that runs (`<poolstate>`). Throws `FormatError`. */
export function parseStoragePool(text: string, path: string): StoragePool {
  const document = parseXml(text, 'pool XML', SKIPPED)
  const pool = child(child(document, 'poolstate') ?? document, 'pool')
  const name = childText(pool, 'name')
  if (pool === undefined || name === undefined || name === '') {
    throw new FormatError('invalid', 'pool.name', 0, 'a name', 'nothing')
  }
  const target = childText(child(pool, 'target'), 'path')
  return {
    path,
    name,
    type: attribute(pool, 'type') ?? 'dir',
    ...(target?.startsWith('/') === true && { target }),
  }
}

/** The file that a volume is; undefined where no pool tells, or several do. */
export function fileOfVolume(
  pools: readonly StoragePool[],
  pool: string,
  volume: string,
): string | undefined {
  const targets = new Set(
    pools.filter(({ name, type }) => name === pool && OF_FILES.has(type)).map((one) => one.target),
  )
  const [target, ...others] = targets
  const isName = volume !== '' && !volume.includes('/') && volume !== '.' && volume !== '..'
  return target === undefined || others.length > 0 || !isName ? undefined : `${target}/${volume}`
}
