import { isPlainHost, mayBePath, plainHost, plainName, plainPath } from '../secrets/plain-value.ts'
import { type ImagesType, isImagesType } from './image-backends.ts'
import { known } from './known.ts'
import {
  booleanOf,
  integerOf,
  listOf,
  type OsloOptions,
  ratioOf,
  readOsloOptions,
  substituted,
} from './oslo-config.ts'

const DEFAULT_STATE_PATH = '/var/lib/nova'
const DEFAULT_CACHE_NAME = '_base'
const DEFAULT_EPHEMERAL_FORMAT = 'vfat'

/**
 * What nova.conf says of a node's files, with Nova's defaults where it says nothing. Of everything
 * else, above all of passwords and connections, nothing is kept.
 */
export interface NovaConfig {
  /** Keys `section.option` that the files set themselves, by their present names. */
  readonly set: readonly NovaOption[]
  /**
   * Those among them whose value Nova refuses (`ConfigFileValueError`): it stops where it reads them. What
   * stands here for them is its default. Left out where there are none.
   */
  readonly refused?: readonly NovaOption[]
  /** This and the names below: `…` where the file has something else there than such a name. */
  readonly host?: string
  readonly myIp?: string
  /** This and the next: absolute paths on the node itself; undefined when not set or not to be made out. */
  readonly statePath?: string
  readonly instancesPath?: string
  readonly snapshotsDirectory?: string
  readonly imagesType: ImagesType
  readonly useCowImages: boolean
  readonly forceRawImages: boolean
  readonly preallocateImages: 'none' | 'space'
  /**
   * What blank disks are named after in the image cache, e.g. `vfat`; `…` where the file has something
   * else there than a name, and undefined where commands of its own make them.
   */
  readonly ephemeralFormat?: string
  readonly rbdPool?: string
  readonly rbdCephConf?: string
  readonly volumeGroup?: string
  readonly imageCache: ImageCacheConfig
  readonly reservedHostDiskMib: number
  /** Undefined where the placement service keeps it (Stein and later). */
  readonly diskAllocationRatio?: number
  readonly initialDiskAllocationRatio: number
  /** `[compute]vmdk_allowed_types`. */
  readonly vmdkAllowedTypes: readonly string[]
  /** `[workarounds]reserve_disk_resource_for_image_cache`. */
  readonly reservesImageCache: boolean
}

/** `[image_cache]`; times in seconds. */
export interface ImageCacheConfig {
  /** Name of the folder in instances_path; undefined when it depends on what is not known. */
  readonly name?: string
  /** Below zero the manager does not run. */
  readonly managerInterval: number
  readonly removeUnused: boolean
  readonly originalMinimumAge: number
  readonly resizedMinimumAge: number
}

/** Present key of every option that is read, each with the names that older releases gave it. */
const OPTIONS = {
  'DEFAULT.host': [],
  'DEFAULT.my_ip': [],
  'DEFAULT.state_path': [],
  'DEFAULT.instances_path': [],
  'DEFAULT.use_cow_images': [],
  'DEFAULT.force_raw_images': [],
  'DEFAULT.preallocate_images': [],
  'DEFAULT.default_ephemeral_format': [],
  'DEFAULT.virt_mkfs': [],
  'DEFAULT.reserved_host_disk_mb': [],
  'DEFAULT.disk_allocation_ratio': [],
  'DEFAULT.initial_disk_allocation_ratio': [],
  'libvirt.images_type': ['DEFAULT.libvirt_images_type'],
  'libvirt.images_rbd_pool': ['DEFAULT.libvirt_images_rbd_pool'],
  'libvirt.images_rbd_ceph_conf': ['DEFAULT.libvirt_images_rbd_ceph_conf'],
  'libvirt.images_volume_group': ['DEFAULT.libvirt_images_volume_group'],
  'libvirt.snapshots_directory': ['DEFAULT.libvirt_snapshots_directory'],
  'image_cache.manager_interval': ['DEFAULT.image_cache_manager_interval'],
  'image_cache.subdirectory_name': [
    'DEFAULT.image_cache_subdirectory_name',
    'DEFAULT.base_dir_name',
  ],
  'image_cache.remove_unused_base_images': ['DEFAULT.remove_unused_base_images'],
  'image_cache.remove_unused_original_minimum_age_seconds': [
    'DEFAULT.remove_unused_original_minimum_age_seconds',
  ],
  'image_cache.remove_unused_resized_minimum_age_seconds': [
    'libvirt.remove_unused_resized_minimum_age_seconds',
    'DEFAULT.remove_unused_resized_minimum_age_seconds',
  ],
  'compute.vmdk_allowed_types': [],
  'workarounds.reserve_disk_resource_for_image_cache': [],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** An option by its section and name. */
export type NovaOption = keyof typeof OPTIONS

const KEYS = Object.keys(OPTIONS) as readonly NovaOption[]
const WANTED: ReadonlySet<string> = new Set(
  KEYS.flatMap((key) => [key, ...OPTIONS[key]].map((name) => name.slice(name.indexOf('.') + 1))),
)

/**
 * Reads nova.conf and the files that are read after it, in that order. Throws `FormatError` over a
 * limit.
 */
export function parseNovaConf(...texts: readonly string[]): NovaConfig {
  const options = readOsloOptions(texts, WANTED, 'nova.conf')
  const value = (key: NovaOption): string | undefined => optionOf(options, key)
  const typed = new TypedOptions(value)
  const config = configOf(value, typed)
  return typed.refused.length === 0 ? config : { ...config, refused: typed.refused }
}

function configOf(value: ValueOf, typed: TypedOptions): NovaConfig {
  return {
    set: KEYS.filter((key) => value(key) !== undefined),
    ...known({
      host: textOf(value, 'DEFAULT.host', plainHost),
      myIp: textOf(value, 'DEFAULT.my_ip', plainHost),
      statePath: pathOf(value, 'DEFAULT.state_path', undefined),
      instancesPath: pathOf(value, 'DEFAULT.instances_path', instancesDefault(value)),
      snapshotsDirectory: pathOf(value, 'libvirt.snapshots_directory', '$instances_path/snapshots'),
      ephemeralFormat: ephemeralFormatOf(value),
      rbdPool: textOf(value, 'libvirt.images_rbd_pool', plainName),
      rbdCephConf: textOf(value, 'libvirt.images_rbd_ceph_conf', plainPath),
      volumeGroup: textOf(value, 'libvirt.images_volume_group', plainName),
      diskAllocationRatio: typed.read('DEFAULT.disk_allocation_ratio', ratioOf, undefined),
    }),
    imagesType: typed.read('libvirt.images_type', imagesTypeOf, 'default'),
    useCowImages: typed.read('DEFAULT.use_cow_images', booleanOf, true),
    forceRawImages: typed.read('DEFAULT.force_raw_images', booleanOf, true),
    preallocateImages: typed.read('DEFAULT.preallocate_images', preallocationOf, 'none'),
    imageCache: imageCacheOf(value, typed),
    reservedHostDiskMib: typed.read('DEFAULT.reserved_host_disk_mb', atLeast(0), 0),
    initialDiskAllocationRatio: typed.read('DEFAULT.initial_disk_allocation_ratio', ratioOf, 1),
    vmdkAllowedTypes: listOf(value('compute.vmdk_allowed_types'))?.map(plainName) ?? [
      'streamOptimized',
      'monolithicSparse',
    ],
    reservesImageCache: typed.read(
      'workarounds.reserve_disk_resource_for_image_cache',
      booleanOf,
      false,
    ),
  }
}

type ValueOf = (key: NovaOption) => string | undefined

/** Options that have a type, and notes those whose value has another: Nova refuses that. */
class TypedOptions {
  readonly refused: NovaOption[] = []
  readonly #value: ValueOf

  constructor(value: ValueOf) {
    this.#value = value
  }

  read<T>(key: NovaOption, parse: (text: string) => T | undefined, otherwise: T): T {
    const text = this.#value(key)
    if (text === undefined) return otherwise
    const put = substitutedIn(this.#value, text, key)
    const parsed = put === undefined ? undefined : parse(put)
    // Of one that names what is not known here nobody can tell.
    if (parsed === undefined && put !== undefined) this.refused.push(key)
    return parsed ?? otherwise
  }
}

function imagesTypeOf(text: string): ImagesType | undefined {
  return isImagesType(text) ? text : undefined
}

function preallocationOf(text: string): NovaConfig['preallocateImages'] | undefined {
  return text === 'space' || text === 'none' ? text : undefined
}

function atLeast(least: number): (text: string) => number | undefined {
  return (text) => {
    const number = integerOf(text)
    return number === undefined || number < least ? undefined : number
  }
}

function imageCacheOf(value: ValueOf, typed: TypedOptions): ImageCacheConfig {
  const key = 'image_cache.subdirectory_name'
  const name = substitutedIn(value, value(key) ?? DEFAULT_CACHE_NAME, key)
  return {
    ...(isPlainName(name) && { name }),
    managerInterval: typed.read('image_cache.manager_interval', atLeast(-1), 2400),
    removeUnused: typed.read('image_cache.remove_unused_base_images', booleanOf, true),
    originalMinimumAge: typed.read(
      'image_cache.remove_unused_original_minimum_age_seconds',
      integerOf,
      24 * 60 * 60,
    ),
    resizedMinimumAge: typed.read(
      'image_cache.remove_unused_resized_minimum_age_seconds',
      integerOf,
      60 * 60,
    ),
  }
}

/** Of the system of the guest Nova makes nothing where no command is set for it. */
function ephemeralFormatOf(value: ValueOf): string | undefined {
  if (value('DEFAULT.virt_mkfs') !== undefined) return undefined
  const key = 'DEFAULT.default_ephemeral_format'
  const text = substitutedIn(value, value(key) ?? '', key)
  return text === '' ? DEFAULT_EPHEMERAL_FORMAT : text === undefined ? undefined : plainName(text)
}

function optionOf(options: OsloOptions, key: NovaOption): string | undefined {
  return options.last(key, ...OPTIONS[key])
}

// Without either option the path depends on how Nova is packaged: the caller knows the location.
function instancesDefault(value: ValueOf): string | undefined {
  return value('DEFAULT.state_path') === undefined ? undefined : '$state_path/instances'
}

/** `plain` leaves out what may be a secret. */
function textOf(
  value: ValueOf,
  key: NovaOption,
  plain: (text: string) => string,
): string | undefined {
  const text = substitutedIn(value, value(key) ?? '', key)
  return text === undefined || text === '' ? undefined : plain(text)
}

function pathOf(
  value: ValueOf,
  key: NovaOption,
  otherwise: string | undefined,
): string | undefined {
  const text = value(key) ?? otherwise
  const path = text === undefined ? undefined : substitutedIn(value, text, key)
  return path?.startsWith('/') && mayBePath(path) ? withoutTrailingSlash(path) : undefined
}

/**
 * A name without a group is one of the option's own group, else of `DEFAULT`; `DEFAULT.name` is none
 * (oslo.config, `StrSubWrapper`).
 */
function substitutedIn(value: ValueOf, text: string, key: NovaOption): string | undefined {
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
      return undefined
  }
}

function hostIn(text: string | undefined): string | undefined {
  return text !== undefined && (isPlainHost(text) || text.startsWith('$')) ? text : undefined
}

/** `path` without slashes at its end. */
export function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path
}

function isPlainName(name: string | undefined): name is string {
  if (name === undefined || name === '' || name === '.' || name === '..') return false
  return !name.includes('/') && mayBePath(name)
}
