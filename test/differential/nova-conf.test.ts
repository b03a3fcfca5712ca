import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type NovaConfig, parseNovaConf } from '../../shared/nova/conf.ts'
import { plainName, plainPath } from '../../shared/secrets/plain-value.ts'

/** oslo.config with Nova's own options reads the same files; every option that is kept must be equal. */

type Values = Readonly<Record<string, unknown>>

const CASES: Readonly<Record<string, readonly string[]>> = {
  'nothing set': ['[DEFAULT]\nhost=h\nmy_ip=1.2.3.4\nstate_path=/var/lib/nova\n'],
  'values as people write them': [
    `[DEFAULT]
host = 'quoted'
my_ip: 10.0.0.1
state_path=/srv/nova/
default_ephemeral_format = xfs
instances_path = "$state_path/vms"
use_cow_images = OFF
force_raw_images=no
preallocate_images = space
reserved_host_disk_mb=+12
disk_allocation_ratio = 1.5
initial_disk_allocation_ratio = 2.
[libvirt]
images_type=lvm
images_volume_group = vg # not a comment
[image_cache]
manager_interval = -1
`,
  ],
  'continued lines, comments, line ends and odd spaces': [
    '# c\r\n[DEFAULT]\r\n; c\r\nhost = a\r\nmy_ip=1.1.1.1\r\ninstances_path = /a\r\n  /b\r\n\r\n[ libvirt ]\r\nimages_type=raw\r\n[libvirt]\r\nimages_rbd_pool   =   p q\r\n',
  ],
  'comments and blank lines where a line might go on': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\n[libvirt]\nimages_rbd_pool=a\n  # b\n\timages_type=raw\nimages_rbd_ceph_conf=/c\n# d\n[libvirt]\nimages_type=qcow2\n',
  ],
  'repeated in a file, and over several files': [
    '[DEFAULT]\nhost=a\nhost=b\nmy_ip=1.1.1.1\n[libvirt]\nimages_rbd_pool=one\n',
    '[libvirt]\nimages_rbd_pool=two\nimages_type=rbd\n[DEFAULT]\nhost=c\n',
    '[image_cache]\nremove_unused_base_images=false\n',
  ],
  'substitutions within substitutions': [
    `[DEFAULT]
host=h
my_ip=10.9.8.7
state_path=/s
instances_path=\${state_path}/i
[libvirt]
snapshots_directory=$instances_path/s$$x
images_rbd_pool=$host-$my_ip
[image_cache]
subdirectory_name=_base_$my_ip
`,
  ],
  'sections in any case but that of DEFAULT': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\n[LIBVIRT]\nimages_type=raw\n[Image_Cache]\nmanager_interval=5\n[default]\nuse_cow_images=no\n',
  ],
  'substitutions by other options, and in numbers': [
    `[DEFAULT]
host=h
my_ip=1.1.1.1
reserved_host_disk_mb=77
state_path=/srv/\${libvirt.images_type}
[libvirt]
images_type=raw
images_volume_group=$use_cow_images-\${image_cache.manager_interval}
[image_cache]
remove_unused_original_minimum_age_seconds=$reserved_host_disk_mb
remove_unused_resized_minimum_age_seconds=$remove_unused_original_minimum_age_seconds
`,
  ],
  'the names of older releases': [
    `[DEFAULT]
host=h
my_ip=1.1.1.1
image_cache_manager_interval=60
image_cache_subdirectory_name=cache
remove_unused_base_images=False
remove_unused_original_minimum_age_seconds=5
[libvirt]
remove_unused_resized_minimum_age_seconds=6
`,
  ],
  'old and present names together': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\nimage_cache_manager_interval=60\n[image_cache]\nmanager_interval=70\n',
    '[DEFAULT]\nimage_cache_manager_interval=80\n',
  ],
  'lists, and empty values': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\n[compute]\nvmdk_allowed_types = monolithicFlat, "x"\n[libvirt]\nimages_volume_group=\n',
  ],
  'values of the wrong form, which Nova refuses': [
    `[DEFAULT]
host=h
my_ip=1.1.1.1
use_cow_images=n
force_raw_images=
reserved_host_disk_mb=-1
disk_allocation_ratio=-1
initial_disk_allocation_ratio=much
preallocate_images=SPACE
[image_cache]
remove_unused_base_images=f
remove_unused_original_minimum_age_seconds=5m
remove_unused_resized_minimum_age_seconds=1.5
manager_interval=-2
[libvirt]
images_type=Qcow2
[workarounds]
reserve_disk_resource_for_image_cache=t
`,
  ],
  'numbers as Python reads them': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\nreserved_host_disk_mb=1_000\ndisk_allocation_ratio=1e1\ninitial_disk_allocation_ratio=.5\n[image_cache]\nmanager_interval=+3_6\n',
  ],
  'hyphens in names, which are no options': [
    '[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\nuse-cow-images=false\n[image_cache]\nsubdirectory-name=x\nmanager-interval=5\n',
  ],
  'substitutions from groups, and dollars that are none': [
    `[DEFAULT]
host=h
my_ip=1.1.1.1
instances_path=/i\\$b-$image_cache.subdirectory_name-$5-\${host}
[libvirt]
images_volume_group=vg-$host
images_rbd_pool=a-$libvirt.images_volume_group
images_rbd_ceph_conf=/c/$images_volume_group/$
snapshots_directory=$instances_path/$images_rbd_pool/$
[image_cache]
subdirectory_name=\${libvirt.images_volume_group}
`,
    '[image_cache]\nsubdirectory_name=_c\n',
  ],
  'an empty list': ['[DEFAULT]\nhost=h\nmy_ip=1.1.1.1\n[compute]\nvmdk_allowed_types=\n'],
}

let byOslo: Readonly<Record<string, Values>> = {}

beforeAll(() => {
  const script = join(import.meta.dirname, '../helpers/nova/nova-conf.py')
  const names = Object.keys(CASES)
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify(names.map((name) => CASES[name])),
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`Nova (python3-nova, by npm run setup): ${stderr}`)
  const values = JSON.parse(stdout) as readonly Values[]
  byOslo = Object.fromEntries(names.map((name, at) => [name, values[at] ?? {}]))
}, 120_000)

/** Nova has no value where it refuses what is written. */
function byOwnOrRefused(config: NovaConfig): Values {
  const refused = (config.refused ?? []).map((key) => [key.replace(/^DEFAULT\./, ''), REFUSED])
  return { ...byOwn(config), ...Object.fromEntries(refused) }
}

const REFUSED = { refused: true }

/** In Nova's names; what a file leaves to the machine's packaging is not told here. */
function byOwn(config: NovaConfig): Values {
  const { imageCache } = config
  return {
    host: config.host,
    my_ip: config.myIp,
    use_cow_images: config.useCowImages,
    force_raw_images: config.forceRawImages,
    preallocate_images: config.preallocateImages,
    default_ephemeral_format: config.ephemeralFormat,
    reserved_host_disk_mb: config.reservedHostDiskMib,
    disk_allocation_ratio: config.diskAllocationRatio ?? null,
    initial_disk_allocation_ratio: config.initialDiskAllocationRatio,
    'libvirt.images_type': config.imagesType,
    'libvirt.images_rbd_pool': config.rbdPool ?? 'rbd',
    'libvirt.images_rbd_ceph_conf': config.rbdCephConf ?? '',
    'libvirt.images_volume_group': config.volumeGroup ?? null,
    'image_cache.manager_interval': imageCache.managerInterval,
    'image_cache.subdirectory_name': imageCache.name,
    'image_cache.remove_unused_base_images': imageCache.removeUnused,
    'image_cache.remove_unused_original_minimum_age_seconds': imageCache.originalMinimumAge,
    'image_cache.remove_unused_resized_minimum_age_seconds': imageCache.resizedMinimumAge,
    'compute.vmdk_allowed_types': config.vmdkAllowedTypes,
    'workarounds.reserve_disk_resource_for_image_cache': config.reservesImageCache,
    ...(config.statePath !== undefined && { state_path: config.statePath }),
    ...(config.instancesPath !== undefined && { instances_path: config.instancesPath }),
    ...(config.snapshotsDirectory !== undefined && {
      'libvirt.snapshots_directory': config.snapshotsDirectory,
    }),
  }
}

/** What may be a secret is left out of the names that are only shown. */
function kept(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => plainName(String(one)))
  // Nova's code has this default where the option is not set.
  if (key === 'default_ephemeral_format') return value === null || value === '' ? 'vfat' : value
  if (typeof value !== 'string') return value
  if (key === 'state_path') return value.replace(/\/$/, '')
  if (key === 'libvirt.images_rbd_ceph_conf') return plainPath(value)
  if (key === 'libvirt.images_volume_group') return value === '' ? null : plainName(value)
  return key === 'libvirt.images_rbd_pool' ? plainName(value) : value
}

test.each(Object.keys(CASES))('%s', (name) => {
  const own = byOwnOrRefused(parseNovaConf(...(CASES[name] ?? [])))
  const oslo = Object.entries(byOslo[name] ?? {})
    .filter(([key]) => key in own)
    .map(([key, value]) => [key, kept(key, value)])
  expect(own).toEqual(Object.fromEntries(oslo))
})
