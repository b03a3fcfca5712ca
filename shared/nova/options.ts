import type { NovaConfig } from './conf.ts'
import type { NovaOption } from './conf-options.ts'

/** An option with its value as a configuration file writes it. */
export interface OptionValue {
  readonly option: NovaOption
  /** Undefined where it is set to what cannot be told. */
  readonly value?: string
  /** The files set it; else the value is Nova's default. */
  readonly isSet: boolean
}

/** Every option that is read, by what is kept of it. */
const VALUES: Readonly<Record<NovaOption, (nova: NovaConfig) => string | undefined>> = {
  'DEFAULT.host': ({ host }) => host,
  'DEFAULT.my_ip': ({ myIp }) => myIp,
  'DEFAULT.state_path': ({ statePath }) => statePath,
  'DEFAULT.instances_path': ({ instancesPath }) => instancesPath,
  'DEFAULT.use_cow_images': ({ useCowImages }) => booleanText(useCowImages),
  'DEFAULT.force_raw_images': ({ forceRawImages }) => booleanText(forceRawImages),
  'DEFAULT.preallocate_images': ({ preallocateImages }) => preallocateImages,
  'DEFAULT.default_ephemeral_format': ({ ephemeralFormat }) => ephemeralFormat,
  // Commands, of which it only counts that there are some.
  'DEFAULT.virt_mkfs': () => undefined,
  'DEFAULT.reserved_host_disk_mb': ({ reservedHostDiskMib }) => `${reservedHostDiskMib}`,
  'DEFAULT.disk_allocation_ratio': ({ diskAllocationRatio }) => numberText(diskAllocationRatio),
  'DEFAULT.initial_disk_allocation_ratio': (nova) => `${nova.initialDiskAllocationRatio}`,
  'libvirt.images_type': ({ imagesType }) => imagesType,
  'libvirt.images_rbd_pool': ({ rbdPool }) => rbdPool,
  'libvirt.images_rbd_ceph_conf': ({ rbdCephConf }) => rbdCephConf,
  'libvirt.images_volume_group': ({ volumeGroup }) => volumeGroup,
  'libvirt.snapshots_directory': ({ snapshotsDirectory }) => snapshotsDirectory,
  'image_cache.manager_interval': ({ imageCache }) => `${imageCache.managerInterval}`,
  'image_cache.subdirectory_name': ({ imageCache }) => imageCache.name,
  'image_cache.remove_unused_base_images': ({ imageCache }) => booleanText(imageCache.removeUnused),
  'image_cache.remove_unused_original_minimum_age_seconds': ({ imageCache }) =>
    `${imageCache.originalMinimumAge}`,
  'image_cache.remove_unused_resized_minimum_age_seconds': ({ imageCache }) =>
    `${imageCache.resizedMinimumAge}`,
  'compute.vmdk_allowed_types': ({ vmdkAllowedTypes }) => vmdkAllowedTypes.join(', '),
  'workarounds.reserve_disk_resource_for_image_cache': (nova) =>
    booleanText(nova.reservesImageCache),
}

const OPTIONS = Object.keys(VALUES) as readonly NovaOption[]

/** What Nova is told, and its defaults where they are known without it; those that are set first. */
export function optionValues(nova: NovaConfig): readonly OptionValue[] {
  const set = new Set(nova.set)
  const all = OPTIONS.map((option): OptionValue => {
    const value = nova.untold?.includes(option) ? undefined : VALUES[option](nova)
    return { option, isSet: set.has(option), ...(value !== undefined && { value }) }
  })
  const told = all.filter(({ isSet, value }) => isSet || value !== undefined)
  return told.toSorted((a, b) => Number(b.isSet) - Number(a.isSet))
}

/** As oslo.config writes it. */
function booleanText(value: boolean): string {
  return value ? 'True' : 'False'
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}`
}
