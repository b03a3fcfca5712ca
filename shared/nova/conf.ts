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

/**
 * What nova.conf says of a node's files, with Nova's defaults where it says nothing. Of everything
 * else, above all of passwords and connections, nothing is kept.
 */
export interface NovaConfig {
  /** Keys `section.option` that the files set themselves, by their present names. */
  readonly set: readonly NovaOption[]
  /** This and the names below: `…` where the file has something else there than such a name. */
  readonly host?: string
  readonly myIp?: string
  /** Absolute path on the node itself; undefined when it is not set or cannot be made out. */
  readonly instancesPath?: string
  readonly snapshotsDirectory?: string
  readonly imagesType: ImagesType
  readonly useCowImages: boolean
  readonly forceRawImages: boolean
  readonly preallocateImages: 'none' | 'space'
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
  const type = value('libvirt.images_type')
  return {
    set: KEYS.filter((key) => value(key) !== undefined),
    ...known({
      host: textOf(value, 'DEFAULT.host', plainHost),
      myIp: textOf(value, 'DEFAULT.my_ip', plainHost),
      instancesPath: pathOf(value, 'DEFAULT.instances_path', instancesDefault(value)),
      snapshotsDirectory: pathOf(value, 'libvirt.snapshots_directory', '$instances_path/snapshots'),
      rbdPool: textOf(value, 'libvirt.images_rbd_pool', plainName),
      rbdCephConf: textOf(value, 'libvirt.images_rbd_ceph_conf', plainPath),
      volumeGroup: textOf(value, 'libvirt.images_volume_group', plainName),
      diskAllocationRatio: ratioOf(value('DEFAULT.disk_allocation_ratio')),
    }),
    imagesType: isImagesType(type) ? type : 'default',
    useCowImages: booleanOf(value('DEFAULT.use_cow_images')) ?? true,
    forceRawImages: booleanOf(value('DEFAULT.force_raw_images')) ?? true,
    preallocateImages: value('DEFAULT.preallocate_images') === 'space' ? 'space' : 'none',
    imageCache: imageCacheOf(value),
    reservedHostDiskMib: integerOf(value('DEFAULT.reserved_host_disk_mb')) ?? 0,
    initialDiskAllocationRatio: ratioOf(value('DEFAULT.initial_disk_allocation_ratio')) ?? 1,
    vmdkAllowedTypes: listOf(value('compute.vmdk_allowed_types'))?.map(plainName) ?? [
      'streamOptimized',
      'monolithicSparse',
    ],
    reservesImageCache:
      booleanOf(value('workarounds.reserve_disk_resource_for_image_cache')) ?? false,
  }
}

type ValueOf = (key: NovaOption) => string | undefined

function imageCacheOf(value: ValueOf): ImageCacheConfig {
  const name = substitutedIn(value, value('image_cache.subdirectory_name') ?? DEFAULT_CACHE_NAME)
  const seconds = (key: NovaOption, otherwise: number): number => integerOf(value(key)) ?? otherwise
  return {
    ...(isPlainName(name) && { name }),
    managerInterval: seconds('image_cache.manager_interval', 2400),
    removeUnused: booleanOf(value('image_cache.remove_unused_base_images')) ?? true,
    originalMinimumAge: seconds(
      'image_cache.remove_unused_original_minimum_age_seconds',
      24 * 60 * 60,
    ),
    resizedMinimumAge: seconds('image_cache.remove_unused_resized_minimum_age_seconds', 60 * 60),
  }
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
  const text = substitutedIn(value, value(key) ?? '')
  return text === undefined || text === '' ? undefined : plain(text)
}

function pathOf(
  value: ValueOf,
  key: NovaOption,
  otherwise: string | undefined,
): string | undefined {
  const text = value(key) ?? otherwise
  const path = text === undefined ? undefined : substitutedIn(value, text)
  return path?.startsWith('/') && mayBePath(path) ? withoutTrailingSlash(path) : undefined
}

function substitutedIn(value: ValueOf, text: string): string | undefined {
  return substituted(text, (name) => {
    switch (name) {
      case 'state_path':
        return value('DEFAULT.state_path') ?? DEFAULT_STATE_PATH
      case 'instances_path':
        return value('DEFAULT.instances_path') ?? instancesDefault(value)
      case 'my_ip':
        return hostIn(value('DEFAULT.my_ip'))
      case 'host':
        return hostIn(value('DEFAULT.host'))
      default:
        return undefined
    }
  })
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
