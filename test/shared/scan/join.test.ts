import { describe, expect, test } from 'vitest'
import { joinNodes } from '../../../shared/scan/join-nodes.ts'
import { joinPlans, type OpenedPlan } from '../../../shared/scan/join-plans.ts'
import { joinUnits } from '../../../shared/scan/join-units.ts'
import type { OpenedPart } from '../../../shared/scan/layout.ts'
import { liftPlan } from '../../../shared/scan/lift-plan.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { planImage } from '../../../shared/scan/plan-image.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'
import {
  directory,
  file,
  type MemoryNode,
  memoryTree,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'

const [id] = UUIDS
const cache = directory({ [SHA1]: file('base') })
const instances = directory({ _base: cache, [id]: directory({ disk: file('x') }) })
const plain = directory({ a: directory({ disk: file('x') }), disk: file('x') })

function folder(above: string, root: MemoryNode): OpenedPlan {
  return { above, plan: planScan(memoryTree(root, `/mnt/${above}`)) }
}

function image(above: string, name = 'disk'): OpenedPlan {
  const tree = memoryTree(directory({ [name]: file('x') }), `/mnt/${above}`)
  return { above, plan: planImage(tree, name) }
}

function joined(...opened: readonly OpenedPlan[]): ScanPlan {
  return joinPlans('/mnt', opened)
}

function partsOf({ nodes = [] }: ScanPlan): readonly (readonly string[])[] {
  return nodes.map(({ parts }) => parts.map(({ path }) => path))
}

describe('plans that are joined', () => {
  test('have each path once: an image in an opened folder is the folder’s', () => {
    const plan = joined(folder('a', plain), image('a/a'), image('ab'))
    expect(partsOf(plan)).toEqual([['a', 'ab/disk']])
    expect(plan.covered).toEqual(['a', 'ab/disk'])
    const named = plan.others?.flatMap(({ entries }) => entries.map(({ path }) => path))
    expect(named?.filter((path) => path.endsWith('/disk'))).toEqual(['ab/disk'])
  })

  test('leave what Nova made to itself, and the rest to the plain folder around it', () => {
    const plan = joined(folder('a', plain), folder('a/instances', instances))
    expect(partsOf(plan)).toEqual([['a', 'a/instances']])
    const around = plan.units.find(({ path }) => path === 'a')
    expect(around?.skip).toEqual(['a/instances'])
    expect(plan.covered).toEqual(['a'])
    expect(plan.layout.instancesPath).toBe('a/instances')
  })

  test('need no look at a cache that a link leads to, if it was opened too', () => {
    const linking = directory({ _base: symlink('/mnt/_base'), [id]: directory() })
    const faults = (plan: ScanPlan) =>
      [plan.result, ...(plan.others ?? [])].flatMap(({ entries }) =>
        entries.flatMap(({ path, fault }) => (fault === undefined ? [] : [path])),
      )
    expect(faults(joined(folder('instances', linking), image('x')))).toContain('instances/_base')
    expect(faults(joined(folder('instances', linking), folder('_base', cache)))).toEqual([])
  })

  test('of many images beside a folder are all joined', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `disk${at}`)
    const { plan: one } = image('many')
    const images = names.map((name) => ({ above: `many/${name}`, plan: one }))
    const plan = joined(folder('instances', instances), ...images)
    expect(plan.others).toHaveLength(2 * names.length + 1)
    expect(plan.covered).toHaveLength(names.length + 1)
  })
})

describe('units', () => {
  const unit = (kind: ScanUnit['kind'], path: string): ScanUnit => ({ kind, path })

  test('begin with bases and end with plain folders, and skip what is another part’s', () => {
    const units = joinUnits([
      { units: [unit('folder', ''), unit('folder', 'b')], tops: [''] },
      { units: [unit('instance', 'b/i'), unit('base', 'b/_base')], tops: ['b'] },
      { units: [unit('folder', 'c'), unit('base', 'b/_base')], tops: ['c'] },
    ])
    expect(units).toEqual([
      unit('base', 'b/_base'),
      unit('instance', 'b/i'),
      { ...unit('folder', ''), skip: ['b', 'c'] },
      unit('folder', 'b'),
      unit('folder', 'c'),
    ])
  })
})

describe('nodes', () => {
  const part = (path: string, layout: Partial<OpenedPart['layout']> = {}) => ({
    part: {
      path,
      kind: 'folder' as const,
      layout: { kind: 'folder' as const, glancePaths: [], domainPaths: [], ...layout },
    },
  })

  test('are one for one instances_path, and with several one each and one for the rest', () => {
    const paths = (...parts: Parameters<typeof joinNodes>[0]) =>
      joinNodes(parts).map((node) => node.parts.map(({ path }) => path))
    const [a, b] = [part('a', { instancesPath: 'a' }), part('b', { instancesPath: 'b' })]
    expect(paths(part('x'), a)).toEqual([['x', 'a']])
    expect(paths(part('x'), a, b)).toEqual([['a'], ['b'], ['x']])
    expect(paths(part('x'), part('y'))).toEqual([['x', 'y']])
  })
})

describe('roots on one instances_path', () => {
  const etc = directory({ nova: directory({ 'nova.conf': file('') }) })
  const state = directory({ instances })
  const linking = (target: string) =>
    directory({
      var: directory({ lib: directory({ nova: directory({ instances: symlink(target) }) }) }),
    })
  const hostsOf = (...opened: readonly OpenedPlan[]) =>
    joined(...opened).nodes?.map(({ hosts }) => hosts?.map(({ parts }) => parts[0]?.path))

  test('are a host each, whatever they tell', () => {
    const [a, b] = ['a', 'b'].map((root) => folder(root, linking('/mnt/shared')))
    if (a === undefined || b === undefined) throw new Error('two were opened')
    expect(hostsOf(a, b, folder('shared', instances))).toEqual([['a', 'b']])
    expect(hostsOf(a, folder('shared', instances))).toEqual([undefined])
    const [ofB, ofState] = [linking('/mnt/a/var/lib/nova/instances'), 'a/var/lib/nova']
    expect(hostsOf(folder('b', ofB), folder(ofState, state))).toEqual([[ofState, 'b']])
  })

  test('are one where state and configuration of a root were opened by themselves', () => {
    const parts = [folder('a/var/lib/nova', state), folder('a/etc', etc)]
    expect(hostsOf(...parts)).toEqual([undefined])
    const other = folder('b', linking('/mnt/a/var/lib/nova/instances'))
    expect(hostsOf(...parts, other)).toEqual([['a/var/lib/nova', 'b']])
  })
})

describe('a host of which no instances_path was seen', () => {
  const xml = directory({ 'instance-00000001.xml': file('<domain/>') })
  const lacking = (name: string) =>
    merged(nested('etc/hostname', file(`${name}\n`)), nested('etc/libvirt/qemu', xml))
  const whole = (name: string) => merged(lacking(name), nested('var/lib/nova', state))
  const state = directory({ instances })
  const paths = (...opened: readonly OpenedPlan[]) =>
    (joined(...opened).nodes ?? []).map(({ layout, hosts }) => [
      layout.hostName,
      layout.instancesPath,
      hosts?.length,
    ])

  test('has not that of another that was opened beside it', () => {
    expect(paths(folder('a', whole('a')), folder('b', lacking('b')))).toEqual([
      ['a', 'a/var/lib/nova/instances', undefined],
      ['b', undefined, undefined],
    ])
  })

  test('is by itself beside several, and beside another like it', () => {
    const all = ['a', 'c'].map((name) => folder(name, whole(name)))
    const found = paths(...all, folder('b', lacking('b')), folder('d', lacking('d')))
    expect(found.map(([name]) => name)).toEqual(['a', 'c', 'b', 'd'])
  })

  test('is none where it is a controller, whose images are the host’s', () => {
    const conf = nested('etc/nova/nova.conf', file('[DEFAULT]\nenabled_apis = osapi_compute\n'))
    const controller = merged(conf, nested('var/lib/glance/images', directory({})))
    const plan = joined(folder('a', whole('a')), folder('k', controller))
    expect(plan.nodes?.length ?? 1).toBe(1)
    expect(plan.layout.glancePaths).toEqual(['k/var/lib/glance/images'])
  })

  test('nor is it one where the images of the controller are in Ceph: the host has its own name and options', () => {
    const conf = (name: string) => nested('etc/nova/nova.conf', file(`[DEFAULT]\nhost = ${name}\n`))
    const glance = file('[DEFAULT]\nenabled_backends = ceph:rbd\n')
    const controller = merged(conf('k'), nested('etc/glance/glance-api.conf', glance))
    const plan = joined(folder('b', merged(whole('b'), conf('b'))), folder('a', controller))
    expect(plan.nodes?.map(({ hosts }) => hosts) ?? []).toEqual([undefined])
    expect(plan.layout).toMatchObject({ hostName: 'b', nova: { host: 'b' }, glance: {} })
    const unread = joined(folder('b', whole('b')), folder('a', controller))
    expect([unread.layout.hostName, unread.layout.nova]).toEqual(['b', undefined])
  })

  test('may be the root that another is mounted in, and has nothing of that', () => {
    const part = (path: string, layout: Partial<OpenedPart['layout']>) => ({
      part: {
        path,
        kind: 'node' as const,
        layout: { kind: 'node' as const, glancePaths: [], domainPaths: [], ...layout },
      },
    })
    const inside = part('mnt/a', { hostName: 'a', instancesPath: 'mnt/a/instances' })
    const nodes = joinNodes([part('', { hostName: 'b' }), inside])
    expect(nodes.map(({ parts }) => parts.map(({ path }) => path))).toEqual([['mnt/a'], ['']])
  })

  test('has one that was opened by itself, as that may be what it mounts', () => {
    expect(paths(folder('b', lacking('b')), folder('shared', instances))).toEqual([
      ['b', 'shared', undefined],
    ])
  })
})

test('a snap’s domains that were opened by themselves are of the host’s root, not of the snap’s', () => {
  const xml = directory({ 'instance-00000001.xml': file('<domain/>') })
  const at = 'a/var/snap/openstack-hypervisor/common/etc/libvirt/qemu'
  const conf = directory({ nova: directory({ 'nova.conf': file('') }) })
  const parts = [folder('a/etc', conf), folder(at, xml), folder('shared', instances)]
  expect(joined(...parts).nodes?.map(({ hosts }) => hosts)).toEqual([undefined])
})

describe('configuration that was opened beside an instances_path', () => {
  const conf = (text: string) => directory({ 'nova.conf': file(text) })
  const named = (name: string) => conf(`[image_cache]\nsubdirectory_name = ${name}\n`)
  const several = directory({
    _base_a: cache,
    _base_b: cache,
    [id]: directory({ disk: file('x') }),
  })

  test('says of its own name and place that it is one', () => {
    for (const root of [conf(''), directory({ nova: conf('') })]) {
      const plan = joined(folder('instances', instances), folder('conf', root))
      expect(partsOf(plan)).toEqual([['instances', 'conf']])
      expect(plan.layout.novaConf).toMatch(/^conf\/(?:nova\/)?nova\.conf$/)
    }
  })

  test('names the cache, as far as that is one, and what the node calls the folder', () => {
    const cacheOf = (root: MemoryNode, name: string) =>
      joined(folder('instances', root), folder('nova', named(name))).layout.basePath
    expect(cacheOf(instances, '_base')).toBe('instances/_base')
    expect(cacheOf(several, '_base_b')).toBe('instances/_base_b')
    expect(cacheOf(instances, 'elsewhere')).toBeUndefined()
    const moved = conf('[DEFAULT]\ninstances_path = /srv/vms\n')
    const plan = joined(folder('instances', instances), folder('nova', moved))
    expect(plan.layout.recordedInstancesPath).toBe('/srv/vms')
  })

  test('is known to be there where it may not be read', () => {
    const shut = { ...file(''), failure: { code: 'permission', errno: 'EACCES' } } as const
    const root = merged(nested('etc/hostname', file('b\n')), nested('etc/nova/nova.conf', shut))
    const { layout } = joined(folder('shared', instances), folder('b', root))
    expect(layout).toMatchObject({ instancesPath: 'shared', isConfigShut: true })
    expect(layout).not.toHaveProperty('nova')
  })

  test('is of the host below whose root it lies, where there are several', () => {
    const at = (host: string) => [
      folder(`${host}/var/lib/nova/instances`, instances),
      folder(`${host}/etc/nova`, conf(`[DEFAULT]\nhost = ${host}\n`)),
    ]
    const { nodes = [] } = joined(...at('one'), ...at('two'))
    expect(nodes.map(({ layout }) => layout.nova?.host)).toEqual(['one', 'two'])
  })
})

test('a plan is lifted with all of its paths', () => {
  const plan = planScan(memoryTree(instances, '/mnt/a'))
  const found = liftPlan(plan, '/mnt', 'a')
  expect(found.rootPath).toBe('/mnt')
  expect(found.units.map(({ path }) => path)).toEqual(
    plan.units.map(({ path }) => (path === '' ? 'a' : `a/${path}`)),
  )
  expect(found.layout).toMatchObject({ instancesPath: 'a', basePath: 'a/_base' })
  expect(found.nodes?.[0]?.parts[0]?.path).toBe('a')
  expect(found.covered).toEqual(['a'])
})
