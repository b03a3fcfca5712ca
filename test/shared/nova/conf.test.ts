import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { type NovaConfig, parseNovaConf } from '../../../shared/nova/conf.ts'
import { MAX_CONF_BYTES } from '../../../shared/nova/oslo-config.ts'

/** What Nova does where its files say nothing (nova/conf, Zed). */
const DEFAULTS: NovaConfig = {
  set: [],
  imagesType: 'default',
  useCowImages: true,
  forceRawImages: true,
  preallocateImages: 'none',
  ephemeralFormat: 'vfat',
  imageCache: {
    name: '_base',
    managerInterval: 2400,
    removeUnused: true,
    originalMinimumAge: 86_400,
    resizedMinimumAge: 3600,
  },
  reservedHostDiskMib: 0,
  initialDiskAllocationRatio: 1,
  vmdkAllowedTypes: ['streamOptimized', 'monolithicSparse'],
  reservesImageCache: false,
}

function placesIn(...texts: readonly string[]): Partial<NovaConfig> & { cacheName?: string } {
  const { instancesPath, imageCache } = parseNovaConf(...texts)
  return {
    ...(instancesPath !== undefined && { instancesPath }),
    ...(imageCache.name !== undefined && { cacheName: imageCache.name }),
  }
}

test("an empty nova.conf is all of Nova's defaults", () => {
  expect(parseNovaConf('')).toEqual(DEFAULTS)
})

describe('the places in nova.conf', () => {
  test.each([
    ['nothing', '', { cacheName: '_base' }],
    [
      'an absolute instances_path',
      '[DEFAULT]\ninstances_path = /srv/nova/\n',
      { instancesPath: '/srv/nova', cacheName: '_base' },
    ],
    [
      'a substitution',
      '[DEFAULT]\nstate_path=/opt/stack/data/nova\ninstances_path=$state_path/vms',
      { instancesPath: '/opt/stack/data/nova/vms', cacheName: '_base' },
    ],
    [
      'state_path alone',
      '[DEFAULT]\nstate_path: /data/nova',
      { instancesPath: '/data/nova/instances', cacheName: '_base' },
    ],
    [
      'state_path unset',
      `[DEFAULT]\ninstances_path = \${state_path}/instances`,
      { instancesPath: '/var/lib/nova/instances', cacheName: '_base' },
    ],
    ['a path that is not absolute', '[DEFAULT]\ninstances_path = vms', { cacheName: '_base' }],
    [
      'a cache name, old spelling',
      '[DEFAULT]\nimage_cache_subdirectory_name = cache',
      { cacheName: 'cache' },
    ],
    [
      'a cache name that is quoted',
      '[image_cache]\nsubdirectory_name = "_base_x"',
      { cacheName: '_base_x' },
    ],
    [
      'a name with hyphens, which is no option',
      '[image_cache]\nsubdirectory-name = _base_x',
      { cacheName: '_base' },
    ],
    [
      'a cache name with the address',
      '[DEFAULT]\nmy_ip=10.0.0.1\n[image_cache]\nsubdirectory_name=_base_$my_ip',
      { cacheName: '_base_10.0.0.1' },
    ],
    ['a cache name that is not known', '[image_cache]\nsubdirectory_name=_base_$my_ip', {}],
    ['a cache name that climbs', '[image_cache]\nsubdirectory_name=../x', {}],
    ['a cache name that climbs within', '[image_cache]\nsubdirectory_name=a/../../x', {}],
    ['a cache that is a whole path', '[image_cache]\nsubdirectory_name=/srv/base', {}],
    [
      'a cache deeper in the instances_path',
      '[image_cache]\nsubdirectory_name=a/b/',
      { cacheName: 'a/b' },
    ],
    [
      'comments, other sections and line ends',
      '# x\r\n[libvirt]\r\ninstances_path=/no\r\n[DEFAULT]\r\n; y\r\ninstances_path=/a\r\n',
      { instancesPath: '/a', cacheName: '_base' },
    ],
    [
      'a second line, which is no part of a path',
      '[DEFAULT]\ninstances_path=/a\n  /b',
      { cacheName: '_base' },
    ],
    ['an option that names itself', '[DEFAULT]\nstate_path=$state_path/x', { cacheName: '_base' }],
    ['options named like parts of objects', '[__proto__]\ntoString=1\n', { cacheName: '_base' }],
  ])('with %s', (_, text, expected) => {
    expect(placesIn(text)).toEqual(expected)
  })

  test('with a path of nothing but slashes before its end: it is read once, not once for each', () => {
    const path = `/${'/'.repeat(MAX_CONF_BYTES / 2)}x`
    expect(placesIn(`[DEFAULT]\ninstances_path = ${path}`).instancesPath === path).toBe(true)
  })
})

describe('what stands where a name belongs may be a secret', () => {
  const SECRET = 'hunter2'

  test.each([
    [`[DEFAULT]\nhost = mysql://nova:${SECRET}@db/nova`, { host: '…' }],
    [`[DEFAULT]\nmy_ip = u:${SECRET}`, { myIp: '…' }],
    [`[libvirt]\nimages_rbd_pool = vms:id=cinder:key=${SECRET}`, { rbdPool: '…' }],
    [`[libvirt]\nimages_rbd_ceph_conf = /etc/ceph.conf?key=${SECRET}`, { rbdCephConf: '…' }],
    [`[libvirt]\nimages_volume_group = x:${SECRET}`, { volumeGroup: '…' }],
    [`[compute]\nvmdk_allowed_types = a, b:${SECRET}`, { vmdkAllowedTypes: ['a', '…'] }],
    [`[DEFAULT]\ninstances_path = /a\n sql://u:${SECRET}@b`, {}],
    [`[DEFAULT]\ninstances_path = /a\n password = ${SECRET}`, {}],
    [`[DEFAULT]\nhost = u:${SECRET}\ninstances_path = /srv/$host`, { host: '…' }],
    [
      `[DEFAULT]\nmy_ip = u:${SECRET}\n[image_cache]\nsubdirectory_name = _base_$my_ip`,
      { myIp: '…', imageCache: { ...DEFAULTS.imageCache, name: undefined } },
    ],
  ])('%s', (text, expected) => {
    const found = parseNovaConf(text)
    expect(found).toEqual({ ...DEFAULTS, set: found.set, ...expected })
    expect(JSON.stringify(found)).not.toContain(SECRET)
  })

  test('and names, addresses and paths stay as they are', () => {
    const text = `[DEFAULT]
host = compute-7.example.org
my_ip = fd00::7
[libvirt]
images_rbd_pool = nova_vms.2
images_rbd_ceph_conf = /etc/ceph/ceph-7.conf
images_volume_group = nova-vg
[image_cache]
subdirectory_name = _base_$my_ip`
    expect(parseNovaConf(text)).toMatchObject({
      host: 'compute-7.example.org',
      myIp: 'fd00::7',
      rbdPool: 'nova_vms.2',
      rbdCephConf: '/etc/ceph/ceph-7.conf',
      volumeGroup: 'nova-vg',
      imageCache: { name: '_base_fd00::7' },
    })
  })
})

describe('the options of the image cache and of disks', () => {
  test("as today's releases name them", () => {
    const text = `[DEFAULT]
host = compute-7
use_cow_images = False
force_raw_images = no
preallocate_images = space
reserved_host_disk_mb = 2048
disk_allocation_ratio = 1.5
[libvirt]
images_type = rbd
images_rbd_pool = vms
images_rbd_ceph_conf = /etc/ceph/ceph.conf
images_volume_group = nova-vg
[image_cache]
manager_interval = -1
remove_unused_base_images = false
remove_unused_original_minimum_age_seconds = 7
remove_unused_resized_minimum_age_seconds = 8
[compute]
vmdk_allowed_types =
[workarounds]
reserve_disk_resource_for_image_cache = 1
`
    expect(parseNovaConf(text)).toMatchObject({
      host: 'compute-7',
      imagesType: 'rbd',
      rbdPool: 'vms',
      rbdCephConf: '/etc/ceph/ceph.conf',
      volumeGroup: 'nova-vg',
      useCowImages: false,
      forceRawImages: false,
      preallocateImages: 'space',
      reservedHostDiskMib: 2048,
      diskAllocationRatio: 1.5,
      vmdkAllowedTypes: [],
      reservesImageCache: true,
      imageCache: {
        managerInterval: -1,
        removeUnused: false,
        originalMinimumAge: 7,
        resizedMinimumAge: 8,
      },
    })
  })

  test('as releases before Icehouse name them', () => {
    const text = `[DEFAULT]
libvirt_images_type=lvm
libvirt_images_volume_group=vg
libvirt_images_rbd_pool=old
base_dir_name=_cache
remove_unused_base_images=False
image_cache_manager_interval=60
`
    const found = parseNovaConf(text)
    expect(found).toMatchObject({ imagesType: 'lvm', volumeGroup: 'vg', rbdPool: 'old' })
    expect(found.imageCache).toMatchObject({
      name: '_cache',
      removeUnused: false,
      managerInterval: 60,
    })
    expect(found.set).toContain('libvirt.images_type')
  })

  test('by their present name where both are there', () => {
    const text = '[DEFAULT]\nlibvirt_images_type=lvm\n[libvirt]\nimages_type=qcow2\n'
    expect(parseNovaConf(text).imagesType).toBe('qcow2')
  })

  test.each(['raw', 'flat', 'qcow2', 'lvm', 'rbd', 'ploop', 'default'] as const)(
    'images_type %s',
    (type) => {
      expect(parseNovaConf(`[libvirt]\nimages_type = ${type}`).imagesType).toBe(type)
    },
  )

  test.each(['tape', '', 'rabbit://nova:hunter2@host'])('images_type %j is none', (type) => {
    expect(parseNovaConf(`[libvirt]\nimages_type = ${type}`).imagesType).toBe('default')
  })

  test('repeated, and in a later file: the last counts', () => {
    const first = '[libvirt]\nimages_rbd_pool=a\nimages_rbd_pool=b\n'
    expect(parseNovaConf(first).rbdPool).toBe('b')
    expect(parseNovaConf(first, '[libvirt]\nimages_rbd_pool=c\n').rbdPool).toBe('c')
  })

  test('with values put in for $names, and nothing made up for others', () => {
    const text = `[DEFAULT]
my_ip=10.0.0.1
state_path=/srv/nova
instances_path=$state_path/instances
[libvirt]
snapshots_directory=\${instances_path}/snap
images_rbd_pool=pool-$my_ip
images_rbd_ceph_conf=$pybasedir/ceph.conf
[image_cache]
subdirectory_name=a$$b
`
    const found = parseNovaConf(text)
    expect(found.snapshotsDirectory).toBe('/srv/nova/instances/snap')
    expect(found.rbdPool).toBe('pool-10.0.0.1')
    expect(found.rbdCephConf).toBeUndefined()
    expect(found.imageCache.name).toBe('a$b')
  })
})

test('a long value that is put in often makes no longer one than a path can be', () => {
  const often = '$state_path'.repeat(50_000)
  const text = `[DEFAULT]\nstate_path=/${'x'.repeat(300_000)}\ninstances_path=${often}\n`
  expect(parseNovaConf(text).instancesPath).toBeUndefined()
  const doubled = '[DEFAULT]\nstate_path=/s$state_path$state_path\ninstances_path=$state_path\n'
  expect(parseNovaConf(doubled).instancesPath).toBeUndefined()
})

test('no secret can be put in by a name', () => {
  const text = `[DEFAULT]
transport_url = rabbit://nova:hunter2@host
instances_path = /$transport_url
[database]
connection = mysql://nova:hunter2@db
[libvirt]
images_rbd_pool = $database.connection
rbd_secret_uuid = hunter2
`
  expect(JSON.stringify(parseNovaConf(text))).not.toContain('hunter2')
})

test('a file over the size limit is refused', () => {
  expect(() => parseNovaConf('#'.repeat(MAX_CONF_BYTES + 1))).toThrow(FormatError)
})
