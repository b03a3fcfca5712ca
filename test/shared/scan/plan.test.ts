import { describe, expect, test } from 'vitest'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { coveredPaths } from '../../../shared/scan/separate.ts'
import {
  directory,
  file,
  type MemoryNode,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'
import { instances, plan, unitsOf } from './planned.ts'

const [first, second] = UUIDS
const QCOW2 = Uint8Array.of(0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3)
/** Of the length of a disk. */
const disk = file(new Uint8Array(1 << 20))

describe('an instances_path', () => {
  test('is divided into its cache, its instances and the rest', () => {
    const found = plan(instances)
    expect(unitsOf(found)).toEqual([
      'base _base',
      `instance ${first}`,
      `instance ${second}_resize`,
      'top ',
    ])
    expect(found.layout).toMatchObject({
      kind: 'instances',
      instancesPath: '',
      recordedInstancesPath: '/var/lib/nova/instances',
      basePath: '_base',
      glancePaths: [],
      domainPaths: [],
    })
    expect(found.units[2]?.instance).toEqual({ kind: 'resize', id: second })
    expect(found.fileSystem?.type).toBe('memory')
  })

  test('is recorded as the place where it lies says', () => {
    const recorded = (rootPath: string): string | undefined =>
      plan(instances, rootPath).layout.recordedInstancesPath
    expect(recorded('/mnt/a/opt/stack/data/nova/instances')).toBe('/opt/stack/data/nova/instances')
    expect(recorded('/var/lib/docker/volumes/nova_compute/_data/instances')).toBe(
      '/var/lib/nova/instances',
    )
  })

  test('may have a cache for each host', () => {
    const found = plan(
      merged(
        instances,
        directory({ '_base_10.0.0.1': directory(), '_base_10.0.0.2': directory() }),
      ),
    )
    expect(found.layout.basePath).toBe('_base')
    expect(unitsOf(found).filter((unit) => unit.startsWith('base'))).toHaveLength(3)
  })

  test('is recognised by any of its signs, and by nothing less', () => {
    expect(plan(directory({ compute_nodes: file() })).layout.kind).toBe('instances')
    expect(plan(directory({ [first]: directory() })).layout.kind).toBe('instances')
    expect(plan(directory({ _base: file() })).layout.kind).toBe('folder')
  })

  test('is none where only a cache lies beside images: they are a folder of which it is a part', () => {
    const cache = directory({ _base: directory({ [SHA1]: file() }) })
    const images = [{ 'copy.qcow2': file('x') }, { copy: file(QCOW2) }, { web01: disk }]
    for (const image of images) {
      const kept = plan(merged(cache, directory({ ...image, more: directory() })))
      expect(kept.layout).toMatchObject({ kind: 'folder', basePath: '_base' })
      expect(unitsOf(kept)).toEqual(['folder ', 'base _base', 'folder more'])
    }
  })

  test('stays one without instances, whatever file that is no image was left beside its cache', () => {
    const cache = directory({ _base: directory({ [SHA1]: file() }) })
    const left = [
      {},
      { compute_nodes: file() },
      { [first]: directory() },
      { tmpq1w2e3r4: file('x') },
      { '.nfs000000000123': file() },
      { '.nfs000000000124': disk },
      { 'nohup.out': file('done') },
      { 'copy.qcow2': file() },
      { locks: directory(), 'copy.qcow2': file('x') },
    ]
    for (const more of left) {
      const found = plan(merged(cache, directory(more)))
      expect([Object.keys(more), found.layout.kind]).toEqual([Object.keys(more), 'instances'])
    }
  })
})

describe('a folder of nothing but symlinks with the names of instances', () => {
  const linked = directory({ [first]: symlink('data/one'), data: directory({ one: directory() }) })
  const out = directory({ [first]: symlink('/srv/one') })

  test('is an instances_path where one of them leads to a folder', () => {
    const found = plan(linked)
    expect(found.layout.kind).toBe('instances')
    expect(found.units).toContainEqual({
      kind: 'instance',
      path: 'data/one',
      instance: { kind: 'instance', id: first },
      linkedAt: first,
    })
  })

  test('is one by its name where all of them lead out', () => {
    expect(plan(out, '/var/lib/nova/instances').layout.kind).toBe('instances')
    expect(plan(out, '/srv/images').layout.kind).toBe('folder')
  })

  test('is none where they lead to images', () => {
    const images = directory({ [first]: symlink('a.qcow2'), 'a.qcow2': file('x') })
    expect(plan(images, '/srv/instances').layout.kind).toBe('folder')
  })
})

describe('a cache that is a symlink', () => {
  const linked = (target: string, more: MemoryNode = directory()): ScanPlan =>
    plan(merged(directory({ _base: symlink(target), [first]: directory() }), more))

  test('is taken where it leads to', () => {
    const cache = nested('srv/cache', directory({ [SHA1]: file() }))
    for (const target of ['srv/cache', '/srv/cache', '/memory/srv/cache']) {
      const found = linked(target, cache)
      expect(found.layout.basePath).toBe('srv/cache')
      expect(found.units.find(({ kind }) => kind === 'top')?.skip).toEqual(['srv/cache'])
    }
  })

  test('is reported when it leaves the root', () => {
    for (const target of ['/elsewhere', '../elsewhere']) {
      const found = linked(target)
      expect(found.layout.basePath).toBeUndefined()
      expect(found.result.entries[0]?.fault).toMatchObject({ code: 'outside-root', path: '_base' })
    }
  })

  test.each(['.', '_base', 'gone', `${first}`])(
    'to %s makes no entry part of two units',
    (target) => {
      const paths = linked(target).units.map(({ path }) => path)
      expect(new Set(paths).size).toBe(paths.length)
    },
  )
})

describe('a folder by itself', () => {
  test("may be Glance's state, with its store and what is beside it", () => {
    const found = plan(
      directory({
        images: directory({ [first]: file() }),
        'image-cache': directory({ queue: directory() }),
        'glance.sqlite': file(),
      }),
    )
    expect(found.layout).toMatchObject({ kind: 'glance', glancePaths: ['images'] })
    expect(unitsOf(found)).toEqual(['glance images', 'glance image-cache', 'folder '])
  })

  test("may be Glance's state with stores of any name, whose files are named by images", () => {
    const found = plan(
      directory({
        images: directory({ [first]: file() }),
        images2: directory({ [second]: file() }),
        os_glance_staging_store: directory({ [second]: file() }),
        logs: directory({ 'api.log': file() }),
      }),
    )
    expect(found.layout.glancePaths).toEqual(['images', 'images2'])
    expect(found.units.filter(({ isGuessed }) => isGuessed)).toMatchObject([{ path: 'images2' }])
    expect(unitsOf(found)).toEqual([
      'glance images',
      'glance images2',
      'glance os_glance_staging_store',
      'folder ',
    ])
  })

  test('of files named by UUIDs is an image store', () => {
    const found = plan(directory({ [first]: file(), [second]: file(), README: file() }))
    expect(found.layout).toMatchObject({ kind: 'glance', glancePaths: [''] })
    expect(unitsOf(found)).toEqual(['glance '])
  })

  test('of cached images is a cache', () => {
    const cache = directory({ [SHA1]: file(), swap_512: file() })
    expect(plan(cache).layout.basePath).toBe('')
    expect(unitsOf(plan(cache))).toEqual(['base '])
    expect(unitsOf(plan(directory(), '/mnt/_base'))).toEqual(['base '])
  })

  test("of one instance is that instance's", () => {
    const instance = directory({ disk: file(), 'disk.info': file() })
    expect(plan(instance, `/mnt/${first}`).units).toEqual([
      { kind: 'instance', path: '', instance: { kind: 'instance', id: first } },
    ])
    expect(plan(instance, '/mnt/saved').units[0]?.instance?.id).toBe('saved')
  })

  test('of what a clean-up set aside on one day is no instances_path, and nothing in it an instance', () => {
    const [place, day] = ['/mnt/instances/cowscope-aside-2026-01-31', '2026-01-31']
    const found = plan(directory({ [first]: directory({ disk }), mine: directory() }), place)
    expect(found.layout).toMatchObject({ kind: 'folder' })
    expect(found.layout.instancesPath).toBeUndefined()
    expect(unitsOf(found)).toEqual([`instance ${first}`, 'folder '])
    const instance = { kind: 'aside', id: first, day }
    expect(found.units[0]?.instance).toEqual(instance)
    expect(plan(directory({ disk }), `${place}/${first}`).units).toMatchObject([{ instance }])
  })

  test('of anything else is a unit for each directory in it', () => {
    const found = plan(directory({ a: directory(), b: directory(), 'x.qcow2': file() }))
    expect(found.layout.kind).toBe('folder')
    expect(unitsOf(found)).toEqual(['folder ', 'folder a', 'folder b'])
    expect(coveredPaths(found.units)).toEqual([''])
  })

  test('that cannot be listed is still a plan', () => {
    const failure = { code: 'permission', errno: 'EACCES' } as const
    expect(unitsOf(plan({ type: 'directory', failure }))).toEqual(['folder '])
  })
})
