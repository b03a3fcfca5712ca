import { withoutTrailingSlash } from '../nova/conf-values.ts'
import { integerOf, listOf, type OsloOptions, substituted } from '../nova/oslo-config.ts'
import { mayBePath, plainName } from '../secrets/plain-value.ts'

/** A filesystem store's folder: Glance writes to the one of the highest priority that has room. */
export interface StoreFolder {
  /** Absolute path on the node itself. */
  readonly path: string
  /** 0 where nothing is said. */
  readonly priority: number
}

export type StoreType =
  | 'file'
  | 'rbd'
  | 'swift'
  | 's3'
  | 'sheepdog'
  | 'cinder'
  | 'http'
  | 'vmware'
  | 'unknown'

/** A place where Glance keeps images. Of a remote one no address and no account is kept. */
export interface GlanceStore {
  /** In `enabled_backends`; for older configurations that of the store itself; `…` where it is no name. */
  readonly name: string
  readonly type: StoreType
  readonly remote: boolean
  readonly isDefault: boolean
  /** Of a filesystem store. */
  readonly folders?: readonly StoreFolder[]
  /** They are those that Glance has by default: what is set in their place cannot be made out. */
  readonly isUntold?: true
  /** Of an RBD store. */
  readonly pool?: string
}

/** Where Glance keeps images unless its configuration says otherwise. */
export const DEFAULT_STORE = '/var/lib/glance/images'

/** Rocky and later: `enabled_backends = fast:file, ceph:rbd`, each with a section of its own. */
export function namedStores(
  options: OsloOptions,
  backends: readonly string[],
): readonly GlanceStore[] {
  const byDefault = options.last('glance_store.default_backend')
  return backends.map((backend) => {
    const [name = '', type = ''] = backend.split(':', 2).map((part) => part.trim())
    return store(options, name, type, [name], name === byDefault)
  })
}

/** Before: `stores` or `known_stores`, in `[glance_store]` or, up to Icehouse, in `[DEFAULT]`. */
export function singleStores(options: OsloOptions): readonly GlanceStore[] {
  const sections = ['glance_store', 'DEFAULT']
  const first = (name: string): string | undefined =>
    options.last(...sections.map((section) => `${section}.${name}`))
  const byDefault = first('default_store') ?? 'file'
  const enabled = listOf(first('stores') ?? first('known_stores')) ?? []
  const names = new Set([byDefault, ...enabled].map(typeName))
  return [...names].map((name) =>
    store(options, name, name, sections, name === typeName(byDefault)),
  )
}

function store(
  options: OsloOptions,
  name: string,
  typeText: string,
  sections: readonly string[],
  isDefault: boolean,
): GlanceStore {
  const type = storeType(typeText)
  const base = {
    name: plainName(name),
    type,
    remote: type !== 'file' && type !== 'unknown',
    isDefault,
  }
  if (type === 'file') return { ...base, ...fileStore(options, sections) }
  const pool = options.last(...sections.map((section) => `${section}.rbd_store_pool`))
  return type === 'rbd' ? { ...base, pool: plainName(pool ?? 'images') } : base
}

function fileStore(
  options: OsloOptions,
  sections: readonly string[],
): Pick<GlanceStore, 'folders' | 'isUntold'> {
  let isUntold = false
  for (const section of sections) {
    const several = options.all(`${section}.filesystem_store_datadirs`)
    const folders = several.flatMap(storeFolder)
    if (folders.length > 0) return { folders }
    const text = options.last(`${section}.filesystem_store_datadir`)
    const one = absolutePath(text)
    if (one !== undefined) return { folders: [{ path: one, priority: 0 }] }
    isUntold ||= [...several, text ?? ''].some((value) => value !== '')
  }
  const folders = [{ path: DEFAULT_STORE, priority: 0 }]
  return { folders, ...(isUntold && { isUntold: true as const }) }
}

/** `/a/path:200` (glance_store filesystem driver). */
function storeFolder(text: string): readonly StoreFolder[] {
  const [, path = text, priority] = /^(.*):(\d{1,9})$/.exec(text) ?? []
  const absolute = absolutePath(path)
  return absolute === undefined ? [] : [{ path: absolute, priority: integerOf(priority) ?? 0 }]
}

/** Names of stores, and the classes that Icehouse called them by. */
const TYPES: readonly (readonly [StoreType, RegExp])[] = [
  ['file', /^file(?:system)?$/],
  ['rbd', /^rbd$/],
  ['swift', /^swift/],
  ['s3', /^s3/],
  ['sheepdog', /^sheepdog$/],
  ['cinder', /^cinder$/],
  ['http', /^https?$/],
  ['vmware', /^(?:vmware|vsphere)/],
]

function storeType(text: string): StoreType {
  return TYPES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown'
}

/** `glance.store.filesystem.Store` and `file` are the same store; names of others stay. */
function typeName(text: string): string {
  const module = /^glance\.store\.(\w+)\.Store$/.exec(text)?.[1] ?? text
  const type = storeType(module)
  return type === 'unknown' ? module : type
}

/** Glance substitutes nothing that is read here: a path with a `$` in it is not known. */
export function absolutePath(text: string | undefined): string | undefined {
  const path = text === undefined ? undefined : substituted(text, () => undefined)
  return path?.startsWith('/') && mayBePath(path) ? withoutTrailingSlash(path) : undefined
}
