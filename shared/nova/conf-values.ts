import { isPlainHost, mayBePath } from '../secrets/plain-value.ts'
import { DEFAULT_CACHE_NAME } from './cache-name.ts'
import type { NovaOption } from './conf-options.ts'
import { substituted } from './oslo-config.ts'

const DEFAULT_STATE_PATH = '/var/lib/nova'

/** What the files set an option to, as they write it. */
export type ValueOf = (key: NovaOption) => string | undefined

/** Options that have a type, and notes those whose value has another: Nova refuses that. */
export class TypedOptions {
  readonly refused: NovaOption[] = []
  /** Those that name what is not known here: of their values nobody can tell. */
  readonly untold: NovaOption[] = []
  readonly #value: ValueOf

  constructor(value: ValueOf) {
    this.#value = value
  }

  read<T>(key: NovaOption, parse: (text: string) => T | undefined, otherwise: T): T {
    const text = this.#value(key)
    if (text === undefined) return otherwise
    const put = substitutedIn(this.#value, text, key)
    const parsed = put === undefined ? undefined : parse(put)
    if (put === undefined) this.untold.push(key)
    else if (parsed === undefined) this.refused.push(key)
    return parsed ?? otherwise
  }
}

/** Without either option the path depends on how Nova is packaged: the caller knows the location. */
export function instancesDefault(value: ValueOf): string | undefined {
  return value('DEFAULT.state_path') === undefined ? undefined : '$state_path/instances'
}

/** The value of a text with others put in; `plain` leaves out what may be a secret. */
export function textOf(
  value: ValueOf,
  key: NovaOption,
  plain: (text: string) => string,
): string | undefined {
  const text = substitutedIn(value, value(key) ?? '', key)
  return text === undefined || text === '' ? undefined : plain(text)
}

/** An absolute path; undefined where it is not set, or names what is not known here. */
export function pathOf(
  value: ValueOf,
  key: NovaOption,
  otherwise: string | undefined,
): string | undefined {
  const text = value(key) ?? otherwise
  const path = text === undefined ? undefined : substitutedIn(value, text, key)
  return path?.startsWith('/') && mayBePath(path) ? withoutTrailingSlash(path) : undefined
}

/**
 * `text` of the option `key` with the values of others for `$name` in it; undefined where one is not known.
 * A name without a group is one of the option's own group, else of `DEFAULT`; `DEFAULT.name` is none
 * (oslo.config, `StrSubWrapper`).
 */
export function substitutedIn(value: ValueOf, text: string, key: NovaOption): string | undefined {
  if (!text.includes('$')) return text
  const group = key.slice(0, key.indexOf('.'))
  return substituted(text, (name) => {
    if (name.startsWith('DEFAULT.')) return undefined
    if (name.includes('.')) return putIn(value, name)
    return putIn(value, `${group}.${name}`) ?? putIn(value, `DEFAULT.${name}`)
  })
}

/** What an option stands for in another, with Nova's default where no file sets it. */
function putIn(value: ValueOf, key: string): string | undefined {
  switch (key) {
    case 'DEFAULT.state_path':
      return value(key) ?? DEFAULT_STATE_PATH
    case 'DEFAULT.instances_path':
      return value(key) ?? instancesDefault(value)
    case 'DEFAULT.my_ip':
    case 'DEFAULT.host':
      return hostIn(value(key))
    case 'libvirt.images_rbd_pool':
      return value(key) ?? 'rbd'
    case 'libvirt.images_rbd_ceph_conf':
    case 'libvirt.images_volume_group':
      return value(key) ?? ''
    case 'libvirt.snapshots_directory':
      return value(key) ?? '$instances_path/snapshots'
    case 'image_cache.subdirectory_name':
      return value(key) ?? DEFAULT_CACHE_NAME
    default:
      return isPutIn(key) ? (value(key) ?? DEFAULTS[key]) : undefined
  }
}

/** Nova's defaults of the other options, as they stand in another's value. */
const DEFAULTS = {
  'DEFAULT.use_cow_images': 'True',
  'DEFAULT.force_raw_images': 'True',
  'DEFAULT.preallocate_images': 'none',
  'DEFAULT.reserved_host_disk_mb': '0',
  'DEFAULT.initial_disk_allocation_ratio': '1.0',
  'libvirt.images_type': 'default',
  'image_cache.manager_interval': '2400',
  'image_cache.remove_unused_base_images': 'True',
  'image_cache.remove_unused_original_minimum_age_seconds': '86400',
  'image_cache.remove_unused_resized_minimum_age_seconds': '3600',
  'workarounds.reserve_disk_resource_for_image_cache': 'False',
} as const satisfies Partial<Record<NovaOption, string>>

function isPutIn(key: string): key is keyof typeof DEFAULTS {
  return Object.hasOwn(DEFAULTS, key)
}

function hostIn(text: string | undefined): string | undefined {
  return text !== undefined && (isPlainHost(text) || text.startsWith('$')) ? text : undefined
}

/** `path` without slashes at its end. A run of them before that is tried from its first one only. */
export function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/(?<!\/)\/+$/, '') || '/' : path
}
