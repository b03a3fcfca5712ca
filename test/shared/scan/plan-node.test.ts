import { describe, expect, test } from 'vitest'
import { planScan } from '../../../shared/scan/plan.ts'
import { coveredPaths } from '../../../shared/scan/separate.ts'
import {
  directory,
  file,
  memoryTree,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { UUIDS } from '../../helpers/trees/nasty-tree.ts'
import { faultsOf, instances, plan, unitsOf } from './planned.ts'

const [first, second] = UUIDS

describe("a node's root", () => {
  test.each([
    ['packages', 'var/lib/nova/instances', '/var/lib/nova/instances'],
    ['DevStack', 'opt/stack/data/nova/instances', '/opt/stack/data/nova/instances'],
    [
      'kolla on docker',
      'var/lib/docker/volumes/nova_compute/_data/instances',
      '/var/lib/nova/instances',
    ],
    [
      'kolla on podman',
      'var/lib/containers/storage/volumes/nova_compute/_data/instances',
      '/var/lib/nova/instances',
    ],
    [
      'the snap',
      'var/snap/openstack-hypervisor/common/lib/nova/instances',
      '/var/snap/openstack-hypervisor/common/lib/nova/instances',
    ],
    [
      'MicroStack',
      'var/snap/microstack/common/lib/instances',
      '/var/snap/microstack/common/lib/instances',
    ],
  ])('deployed from %s', (_, path, recorded) => {
    const found = plan(nested(path, instances))
    expect(found.layout).toMatchObject({
      kind: 'node',
      instancesPath: path,
      recordedInstancesPath: recorded,
      basePath: `${path}/_base`,
    })
  })

  test('names all its places, bases first', () => {
    const found = plan(
      merged(
        nested('var/lib/nova/instances', instances),
        nested('var/lib/glance/images', directory({ [first]: file() })),
        nested('etc/libvirt/qemu', directory()),
        nested('run/libvirt/qemu', directory()),
        nested('etc/nova', directory({ 'nova.conf': file('[DEFAULT]\n') })),
        nested('home/user', directory({ 'private.qcow2': file('not to be looked at') })),
      ),
    )
    expect(unitsOf(found)).toEqual([
      'base var/lib/nova/instances/_base',
      'domains etc/libvirt/qemu',
      'domains run/libvirt/qemu',
      'glance var/lib/glance/images',
      `instance var/lib/nova/instances/${first}`,
      `instance var/lib/nova/instances/${second}_resize`,
      'top var/lib/nova/instances',
    ])
    expect(found.layout.novaConf).toBe('etc/nova/nova.conf')
    expect([...coveredPaths(found.units)].sort()).toEqual([
      'etc/libvirt/qemu',
      'run/libvirt/qemu',
      'var/lib/glance/images',
      'var/lib/nova/instances',
    ])
  })

  test('keeps its instances where nova.conf says', () => {
    const conf = '[DEFAULT]\ninstances_path=/data/vms\n[image_cache]\nsubdirectory_name=cache\n'
    const found = plan(
      merged(
        nested('etc/nova', directory({ 'nova.conf': file(conf) })),
        nested('data/vms', merged(instances, directory({ cache: directory() }))),
        nested('var/lib/nova/instances', directory()),
      ),
    )
    expect(found.layout).toMatchObject({
      instancesPath: 'data/vms',
      recordedInstancesPath: '/data/vms',
      basePath: 'data/vms/cache',
    })
  })

  test('keeps its image cache deeper than in the instances_path, where nova.conf says so', () => {
    const conf = '[image_cache]\nsubdirectory_name = caches/base\n'
    const found = plan(
      merged(
        nested('etc/nova', directory({ 'nova.conf': file(conf) })),
        nested('var/lib/nova/instances', merged(instances, nested('caches/base', directory()))),
      ),
    )
    const basePath = 'var/lib/nova/instances/caches/base'
    expect(found.layout).toMatchObject({ basePath })
    expect(found.units).toContainEqual(expect.objectContaining({ kind: 'base', path: basePath }))
  })

  test('inside a container, nova.conf names a path of the container', () => {
    const conf = '[DEFAULT]\nstate_path = /var/lib/nova\n'
    const found = plan(
      merged(
        nested('etc/kolla/nova-compute', directory({ 'nova.conf': file(conf) })),
        nested('var/lib/nova/instances', directory()),
        nested('var/lib/docker/volumes/nova_compute/_data/instances', instances),
      ),
    )
    expect(found.layout.instancesPath).toBe('var/lib/docker/volumes/nova_compute/_data/instances')
    expect(found.layout.recordedInstancesPath).toBe('/var/lib/nova/instances')
  })

  test('has its options from all the files that Nova reads, in their order', () => {
    const conf = (text: string) => file(`[DEFAULT]\n${text}\n`)
    const found = plan(
      merged(
        nested('usr/share/nova', directory({ 'nova-dist.conf': conf('host=a\nmy_ip=1') })),
        nested('etc/nova', directory({ 'nova.conf': conf('host=b\nuse_cow_images=no') })),
        nested('etc/nova', directory({ 'nova-compute.conf': conf('host=c') })),
        nested(
          'etc/nova/nova.conf.d',
          directory({
            '10.conf': conf('host=d'),
            '20.conf': conf('host=e'),
            'x.bak': conf('my_ip=2'),
          }),
        ),
        nested('var/lib/nova/instances', instances),
      ),
    )
    expect(found.layout.nova).toMatchObject({ host: 'e', myIp: '1', useCowImages: false })
  })

  test('has the options of a RHOSO host from all files of its folder, by their names', () => {
    const conf = (text: string) => file(`[DEFAULT]\n${text}\n`)
    const found = plan(
      merged(
        nested(
          'var/lib/openstack/config/nova',
          directory({
            '01-nova.conf': conf('host=a\nreserved_host_disk_mb=10240'),
            '02-nova-host-specific.conf': conf('host=b\ndisk_allocation_ratio=2.0'),
            '25-nova-extra.conf': conf('instances_path=/srv/instances'),
          }),
        ),
        nested('etc/nova', directory({ 'nova.conf': conf('host=of-the-host') })),
        nested('srv/instances', instances),
      ),
    )
    expect(found.layout.nova).toMatchObject({
      host: 'b',
      reservedHostDiskMib: 10_240,
      diskAllocationRatio: 2,
      instancesPath: '/srv/instances',
    })
  })

  test('of MicroStack has its options, images, domains and pools where the snap keeps them', () => {
    const common = 'var/snap/microstack/common'
    const conf = (section: string, text: string) => file(`[${section}]\n${text}\n`)
    const found = plan(
      merged(
        nested(
          `${common}/etc/nova/nova.conf.d`,
          directory({
            'database.conf': conf('database', 'connection=sqlite://'),
            'nova-snap.conf': conf('DEFAULT', `state_path=/${common}/lib\nhost=laptop`),
          }),
        ),
        nested(
          `${common}/etc/glance/glance.conf.d`,
          directory({
            'glance-snap.conf': conf(
              'glance_store',
              `filesystem_store_datadir=/${common}/lib/images`,
            ),
          }),
        ),
        nested(
          `${common}/etc/libvirt`,
          directory({ qemu: directory(), storage: directory({ 'a.xml': file('<pool/>') }) }),
        ),
        nested(`${common}/lib`, directory({ instances, images: directory() })),
      ),
    )
    expect(found.layout).toMatchObject({
      instancesPath: `${common}/lib/instances`,
      nova: { host: 'laptop' },
      glancePaths: [`${common}/lib/images`],
    })
    expect(unitsOf(found)).toContain(`domains ${common}/etc/libvirt/qemu`)
    expect(unitsOf(found)).toContain(`storage-pools ${common}/etc/libvirt/storage`)
  })

  test('keeps images where glance-api.conf says, and what Glance keeps beside them', () => {
    const conf = `[DEFAULT]
filesystem_store_datadir = /srv/images/
image_cache_dir = /srv/cache/
scrubber_datadir = /var/lib/glance/scrubber
`
    const found = plan(
      merged(
        nested('etc/glance', directory({ 'glance-api.conf': file(conf) })),
        nested('srv', directory({ images: directory(), cache: directory() })),
        nested('var/lib/glance', directory({ scrubber: directory(), staging: directory() })),
      ),
    )
    expect(found.layout.glancePaths).toEqual(['srv/images'])
    expect(found.layout.glanceFolders).toEqual([
      { place: 'image-cache', path: 'srv/cache' },
      { place: 'scrubber', path: 'var/lib/glance/scrubber' },
      { place: 'staging', path: 'var/lib/glance/staging' },
    ])
    expect(unitsOf(found).filter((unit) => unit.startsWith('glance'))).toHaveLength(4)
  })

  test('names the file system of each of its places once', () => {
    const found = plan(
      merged(
        nested('var/lib/nova/instances', instances),
        nested('var/lib/glance/images', { ...directory(), stat: { dev: 7 } }),
      ),
    )
    expect(found.layout.fileSystems).toMatchObject([
      { dev: 1, path: 'var/lib/nova/instances', fileSystem: { type: 'memory' } },
      { dev: 7, path: 'var/lib/glance/images' },
    ])
  })

  test('names all places of images on one file system, and none inside of another', () => {
    const found = plan(
      merged(
        nested('var/lib/nova/instances', instances),
        nested('var/lib/glance/images', directory()),
        nested('etc/libvirt/qemu', directory()),
      ),
    )
    expect(found.layout.fileSystems).toMatchObject([
      { dev: 1, path: 'var/lib/nova/instances', alsoAt: ['var/lib/glance/images'] },
    ])
    expect(found.layout.fileSystems).toHaveLength(1)
  })

  test('marks units on a file system that makes blocks up', () => {
    const tree = memoryTree(
      merged(
        nested('var/lib/nova/instances', instances),
        nested('var/lib/glance/images', { ...directory(), stat: { dev: 7 } }),
      ),
    )
    const sshfs = { type: 'fuse.sshfs', blocksTrusted: false, total: 1, free: 1, available: 1 }
    const statfs = (path: string) => (path.includes('nova') ? sshfs : tree.statfs(path))
    const marked = planScan({ ...tree, statfs }).units.filter(
      ({ untrustedBlocks }) => untrustedBlocks,
    )
    expect(marked.map(({ kind }) => kind)).toEqual(['base', 'instance', 'instance', 'top'])
  })

  test('has its name from /etc/hostname', () => {
    const named = (text: string | Uint8Array) =>
      plan(
        merged(
          nested('etc', directory({ hostname: file(text) })),
          nested('var/lib/nova/instances', instances),
        ),
      ).layout.hostName
    expect(named('compute-7\n')).toBe('compute-7')
    expect(named('# a comment\ncompute-7.example\n')).toBe('compute-7.example')
    expect(named('a b')).toBeUndefined()
    expect(named(new Uint8Array(5000))).toBeUndefined()
  })

  test('may be a controller with images only', () => {
    const found = plan(nested('var/lib/glance/images', directory({ [first]: file() })))
    expect(found.layout).toMatchObject({ kind: 'node', glancePaths: ['var/lib/glance/images'] })
  })

  test("may be Nova's state_path", () => {
    const found = plan(directory({ instances, keys: directory() }), '/mnt/var/lib/nova')
    expect(found.layout).toMatchObject({ kind: 'node', instancesPath: 'instances' })
  })

  test('is not walked when there is nothing of Nova in it', () => {
    const found = plan(
      directory({ etc: directory(), usr: directory(), var: directory(), proc: directory() }),
    )
    expect(found.layout.kind).toBe('node')
    expect(found.units).toEqual([])
  })

  test('with places that may not be seen says so, and is not walked', () => {
    const closed = nested('etc/nova', directory({ 'nova.conf': symlink('/run/secrets/nova.conf') }))
    const found = plan(merged(closed, nested('home', directory({ x: directory() }))))
    expect(found.layout.kind).toBe('node')
    expect(faultsOf(found)).toMatchObject([{ fault: { code: 'outside-root' } }])
    expect(found.units).toEqual([])
  })

  test('with a nova.conf that cannot be read goes on with the known places', () => {
    const failure = { code: 'permission', errno: 'EACCES' } as const
    const found = plan(
      merged(
        nested('etc/nova', directory({ 'nova.conf': { ...file(), failure } })),
        nested('var/lib/nova/instances', instances),
      ),
    )
    expect(faultsOf(found)).toMatchObject([{ path: 'etc/nova/nova.conf', fault: failure }])
    expect(found.layout.instancesPath).toBe('var/lib/nova/instances')
  })
})
