import type { OsloOptions } from './oslo-config.ts'

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

/** Every option that is read. */
export const NOVA_OPTIONS = Object.keys(OPTIONS) as readonly NovaOption[]

/** Their names, the older ones too, whatever the section. */
export const WANTED_NAMES: ReadonlySet<string> = new Set(
  NOVA_OPTIONS.flatMap((key) =>
    [key, ...OPTIONS[key]].map((name) => name.slice(name.indexOf('.') + 1)),
  ),
)

/**
 * Older names that no Nova since Liberty reads (nova/virt/libvirt/imagebackend.py of Kilo has none of them any
 * more): what was never taken out of the file means nothing there.
 */
const DROPPED: ReadonlySet<string> = new Set([
  'DEFAULT.libvirt_images_type',
  'DEFAULT.libvirt_images_rbd_pool',
  'DEFAULT.libvirt_images_rbd_ceph_conf',
  'DEFAULT.libvirt_images_volume_group',
  'DEFAULT.libvirt_snapshots_directory',
  'DEFAULT.base_dir_name',
])

/** Those of them that the files have, without their section. */
export function droppedNames(options: OsloOptions): readonly string[] {
  const set = [...DROPPED].filter((name) => options.all(name).length > 0)
  return set.map((name) => name.slice(name.indexOf('.') + 1))
}

/** What the files set it to, by whatever name, last; by one that was `dropped` where Nova may still read it. */
export function optionOf(
  options: OsloOptions,
  key: NovaOption,
  dropped: 'read' | 'ignored',
): string | undefined {
  const names = [key, ...OPTIONS[key]]
  const read = dropped === 'read' ? names : names.filter((name) => !DROPPED.has(name))
  return options.last(...read)
}
