import { describe, expect, test } from 'vitest'
import { backingCandidates } from '../../../../shared/analysis/chain/backing-candidates.ts'
import { classifyBackingName } from '../../../../shared/analysis/chain/backing-name.ts'
import type { BackingPlaces } from '../../../../shared/analysis/places/backing-places.ts'

describe('a recorded name is what block.c takes it for', () => {
  test.each([
    ['', { kind: 'none' }],
    ['base.raw', { kind: 'relative', path: 'base.raw' }],
    ['../d1/base.raw', { kind: 'relative', path: '../d1/base.raw' }],
    ['./a:b', { kind: 'relative', path: './a:b' }],
    ['/var/lib/nova/a:b', { kind: 'absolute', path: '/var/lib/nova/a:b' }],
    ['a:b', { kind: 'protocol', protocol: 'a' }],
    ['json:{"driver":"file"}', { kind: 'protocol', protocol: 'json' }],
    ['nbd://host:10809/x', { kind: 'protocol', protocol: 'nbd' }],
    ['nbd:unix:/sock:exportname=a', { kind: 'protocol', protocol: 'nbd' }],
    ['rbd:pool/img:id=nova', { kind: 'protocol', protocol: 'rbd' }],
    ['fat:rw:/etc', { kind: 'protocol', protocol: 'fat' }],
    ['file:/base.raw', { kind: 'absolute', path: '/base.raw' }],
    ['file:///tmp/x', { kind: 'absolute', path: '///tmp/x' }],
    ['file:base.raw', { kind: 'protocol', protocol: 'file' }],
    [':x', { kind: 'protocol', protocol: '' }],
  ])('%s', (name, expected) => {
    expect(classifyBackingName(name)).toEqual(expected)
  })
})

const INSTANCES = 'var/lib/nova/instances'
const node: BackingPlaces = {
  rootPath: '/mnt/n',
  nodeRoot: true,
  instancesPath: INSTANCES,
  recordedInstancesPath: `/${INSTANCES}`,
  basePath: `${INSTANCES}/_base`,
}
const mounted: BackingPlaces = {
  rootPath: '/mnt/instances',
  nodeRoot: false,
  instancesPath: '',
  recordedInstancesPath: '/mnt/instances',
  basePath: '_base',
}
const folder: BackingPlaces = { rootPath: '/srv/images', nodeRoot: false }

function candidates(name: string, overlay: string, places: BackingPlaces): readonly string[] {
  const kind = classifyBackingName(name)
  if (!('path' in kind)) throw new Error(`${name} is no path`)
  return backingCandidates(name, kind, overlay, places).map((one) => `${one.rule} ${one.address}`)
}

describe('where a name is looked for', () => {
  test('a relative name stands beside the overlay', () => {
    expect(candidates('base.raw', 'd1/top.qcow2', folder)).toEqual(['relative d1/base.raw'])
    expect(candidates('../d2/./base.raw', 'd1/top', folder)).toEqual(['relative d2/base.raw'])
  })

  test('in a folder with nodes inside, in the cache beside the folder of its own instance', () => {
    const disk = 'compute1/instances/aaaaaaaa-0000-4000-8000-000000000001/disk'
    const beside = 'base-directory compute1/instances/_base/abc'
    expect(candidates(`/${INSTANCES}/_base/abc`, disk, folder)).toEqual([beside])
    expect(candidates('/elsewhere/_base/abc', disk, folder)).toEqual([beside])
    // By its name alone anything would be a file of that cache.
    expect(candidates('/etc/abc', disk, folder)).toEqual([])
    expect(candidates(`/${INSTANCES}/_base/abc`, 'images/copy.qcow2', folder)).toEqual([])
    expect(candidates(`/${INSTANCES}/_base/abc`, disk, node)).not.toContain(beside)
  })

  test('a relative name that climbs over the root is an absolute address, which nobody granted', () => {
    expect(candidates('../../etc/passwd', 'top', folder)).toEqual(['relative /etc/passwd'])
  })

  test("a node's names count from its own root, then from wherever its _base is", () => {
    expect(candidates(`/${INSTANCES}/_base/abc`, `${INSTANCES}/u/disk`, node)).toEqual([
      `node-root ${INSTANCES}/_base/abc`,
    ])
    expect(candidates('/opt/old/_base/abc', `${INSTANCES}/u/disk`, node)).toEqual([
      'node-root opt/old/_base/abc',
      `instances-path ${INSTANCES}/_base/abc`,
    ])
  })

  test('an instances_path that is mounted elsewhere is found by any prefix before _base', () => {
    expect(candidates('/var/lib/nova/instances/_base/abc', 'u/disk', mounted)).toEqual([
      'instances-path _base/abc',
    ])
  })

  test("a file in an instance's folder is found by that folder, whatever the node calls its instances_path", () => {
    const file = 'aaaaaaaa-0000-4000-8000-000000000001/disk'
    const moved = `instances-path ${file}`
    expect(candidates(`/srv/nova/instances/${file}`, `${file}.delta`, mounted)).toContain(moved)
    expect(candidates(`/srv/nova/instances/${file}`, file, mounted)).not.toContain(moved)
    // The root of a node tells what lies where on it.
    expect(candidates(`/backup/${file}`, `${INSTANCES}/${file}.delta`, node)).not.toContain(
      `instances-path ${INSTANCES}/${file}`,
    )
  })

  test('a base is the last guess for a name with nothing else in common', () => {
    expect(candidates('/cache/abc', 'u/disk', mounted)).toEqual(['base-directory _base/abc'])
  })

  test('a name below the opened root is itself', () => {
    expect(candidates('/srv/images/base', 'top', folder)).toEqual(['verbatim base'])
    expect(candidates('/srv/images2/base', 'top', folder)).toEqual([])
  })

  test('the folder that the user gives comes first, inside the opened tree or outside', () => {
    const given = { ...folder, givenRoot: '/mnt/n' }
    expect(candidates('/var/base', 'top', given)).toEqual(['given-root /mnt/n/var/base'])
    const above = { ...folder, givenRoot: '/' }
    expect(candidates('/srv/images/base', 'top', above)).toEqual(['given-root base'])
  })

  test('a name cannot climb out of the folder that the user gives', () => {
    const given = { ...folder, givenRoot: '/mnt/n' }
    expect(candidates('/../../etc/passwd', 'top', given)).toEqual(['given-root /mnt/n/etc/passwd'])
  })

  test('what the user pointed at is the only candidate', () => {
    const located = new Map([['/var/base', '/home/op/base.raw']])
    const places = { ...folder, located }
    expect(candidates('/var/base', 'top', places)).toEqual(['located /home/op/base.raw'])
  })
})

describe('with several paths opened', () => {
  const cache = { path: 'srv/instances', node: 0, basePath: 'srv/instances/_base' }
  const images = Array.from({ length: 20_000 }, (_, at) => ({ path: `srv/img/disk${at}`, node: 0 }))
  const rule = 'base-directory'

  function candidatesOf(overlay: string, places: BackingPlaces, name = '/x/b') {
    return backingCandidates(name, { kind: 'absolute', path: name }, overlay, places)
  }

  test('an image that was named by itself is looked for in the caches of its own host', () => {
    const other = { path: 'other', node: 1, basePath: 'other/_base' }
    const places = { rootPath: '/mnt', nodeRoot: false, opened: [...images, other, cache] }
    const address = 'srv/instances/_base/b'
    expect(candidatesOf('srv/img/disk7', places)).toContainEqual({ address, rule })
    const addresses = candidatesOf('srv/img/disk7', places).map((one) => one.address)
    expect(addresses).not.toContain('other/_base/b')
    expect(candidatesOf('elsewhere', places).map((one) => one.rule)).not.toContain(rule)
  })

  test('of thousands each is looked for in the cache of its host', () => {
    const places = { rootPath: '/mnt', nodeRoot: false, opened: [...images, cache] }
    const found = images.filter(({ path }, at) => {
      const address = `srv/instances/_base/b${at}`
      return candidatesOf(path, places, `/x/b${at}`).some((one) => one.address === address)
    })
    expect(found).toHaveLength(images.length)
  })
})
