import { mayBePath, plainHost, plainName, plainPath } from '../secrets/plain-value.ts'
import { DEFAULT_CACHE_NAME } from './cache-name.ts'
import {
  droppedNames,
  NOVA_OPTIONS,
  type NovaOption,
  optionOf,
  WANTED_NAMES,
} from './conf-options.ts'
import {
  instancesDefault,
  pathOf,
  substitutedIn,
  TypedOptions,
  textOf,
  type ValueOf,
  withoutTrailingSlash,
} from './conf-values.ts'
import { type ImagesType, isImagesType } from './image-backends.ts'
import { known } from './known.ts'
import { booleanOf, integerOf, listOf, ratioOf, readOsloOptions } from './oslo-config.ts'

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
  /** Those whose value names an option that is not read here: what stands here for them is its default. */
  readonly untold?: readonly NovaOption[]
  /** Names that they set and that this Nova reads no more: nothing comes of them. Left out where there are none. */
  readonly ignored?: readonly string[]
  /** oslo.config gives up a file because of a line in it (`ConfigFileParseError`): Nova does not start. */
  readonly isUnparsable?: true
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

/** Reads them for a Nova of any release. */
export function parseNovaConf(...texts: readonly string[]): NovaConfig {
  return parseConfOf(texts, () => false)
}

/**
 * Reads nova.conf and the files that are read after it, in that order. Throws `FormatError` over a
 * limit. `isRecent`, asked where the files have names that recent releases dropped: Nova is known to be one.
 */
export function parseConfOf(texts: readonly string[], isRecent: () => boolean): NovaConfig {
  const options = readOsloOptions(texts, WANTED_NAMES, 'nova.conf')
  const dropped = droppedNames(options)
  const isIgnored = dropped.length > 0 && isRecent()
  const config = configBy((key) => optionOf(options, key, isIgnored ? 'ignored' : 'read'))
  return isIgnored ? { ...config, ignored: dropped } : config
}

function configBy(value: ValueOf): NovaConfig {
  const typed = new TypedOptions(value)
  const config = configOf(value, typed)
  const { refused, untold } = typed
  return {
    ...config,
    ...(refused.length > 0 && { refused }),
    ...(untold.length > 0 && { untold }),
  }
}

function configOf(value: ValueOf, typed: TypedOptions): NovaConfig {
  return {
    set: NOVA_OPTIONS.filter((key) => value(key) !== undefined),
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
    ...(isNameBelow(name) && { name: withoutTrailingSlash(name) }),
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

/** Nova joins it to the instances_path: one that has folders in it stays below, unless it climbs. */
function isNameBelow(name: string | undefined): name is string {
  if (name === undefined) return false
  const steps = withoutTrailingSlash(name).split('/')
  return steps.every((step) => step !== '' && step !== '.' && step !== '..') && mayBePath(name)
}
