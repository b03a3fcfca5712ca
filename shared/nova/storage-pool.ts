import { FormatError } from '../bytes/errors.ts'
import { says } from '../phrases/phrase.ts'
import { attribute, child, childText, parseXml, SkippedElements } from './xml.ts'

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
/**
 * Of these it is a device or lies on the network: none of the host's files, though an image on it may stand on
 * one. A type that is not known may be of files.
 */
const OF_BLOCKS: ReadonlySet<string> = new Set([
  ...['logical', 'disk', 'iscsi', 'iscsi-direct', 'scsi', 'mpath'],
  ...['rbd', 'sheepdog', 'zfs'],
])
/** Accounts and secrets are never wanted. */
const SKIPPED = new SkippedElements(['auth', 'secret', 'encryption'])

/** Reads a pool's XML, or that of one that runs (`<poolstate>`). Throws `FormatError`. */
export function parseStoragePool(text: string, path: string): StoragePool {
  const document = parseXml(text, 'pool XML', SKIPPED)
  const pool = child(child(document, 'poolstate') ?? document, 'pool')
  const name = childText(pool, 'name')
  if (pool === undefined || name === undefined || name === '') {
    throw new FormatError('invalid', 'pool.name', 0, says('a name'), says('nothing'))
  }
  const target = childText(child(pool, 'target'), 'path')
  return {
    path,
    name,
    type: attribute(pool, 'type') ?? 'dir',
    ...(target?.startsWith('/') === true && { target }),
  }
}

/** Where the volumes of pools are, by the name of a pool; undefined where several of it differ. */
export type PoolTargets = ReadonlyMap<string, PoolTarget | undefined>

/** A folder, or no file. */
type PoolTarget = string | typeof NO_FILES

const NO_FILES = Symbol('a pool without files')

/** The pools must be of one host: most are called `default` on each. */
export function poolTargets(pools: readonly StoragePool[]): PoolTargets {
  const targets = new Map<string, PoolTarget | undefined>()
  for (const { name, type, target } of pools) {
    const ofFiles = OF_FILES.has(type) ? target : undefined
    const place = OF_BLOCKS.has(type) ? NO_FILES : ofFiles
    const isSame = !targets.has(name) || targets.get(name) === place
    targets.set(name, isSame ? place : undefined)
  }
  return targets
}

/** The file that a volume is; undefined where no pool tells, or several do. */
export function fileOfVolume(
  targets: PoolTargets,
  pool: string,
  volume: string,
): string | undefined {
  const target = targets.get(pool)
  const isName = volume !== '' && !volume.includes('/') && volume !== '.' && volume !== '..'
  return typeof target !== 'string' || !isName ? undefined : `${target}/${volume}`
}

/** Whether a volume of the pool is no file of the host. */
export function isNoFile(targets: PoolTargets, pool: string): boolean {
  return targets.get(pool) === NO_FILES
}
