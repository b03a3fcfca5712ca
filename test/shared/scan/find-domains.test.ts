import { describe, expect, test } from 'vitest'
import { joinPlans } from '../../../shared/scan/join-plans.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { directory, file, type MemoryNode, memoryTree } from '../../helpers/trees/memory-tree.ts'
import { UUIDS } from '../../helpers/trees/nasty-tree.ts'

const domain = file('<!-- made by libvirt --><domain type="kvm"/>')
const ofNova = directory({ 'instance-00000001.xml': domain, networks: directory() })
const [id] = UUIDS
const instances = directory({ _base: directory(), [id]: directory() })

function unitsOf({ units }: ScanPlan): readonly string[] {
  return units.map(({ kind, path }) => `${kind} ${path}`)
}

function planOf(root: MemoryNode, rootPath = '/copy/of/xml'): ScanPlan {
  return planScan(memoryTree(root, rootPath))
}

describe("libvirt's folder by itself", () => {
  test.each([
    ["with a domain of Nova's name", ofNova],
    ['with a domain of another name', directory({ 'web-1.xml': domain })],
    [
      'with what runs',
      directory({
        'a.xml': file("<domstatus state='running'>"),
        'a.pid': file('1'),
        'b.pid': file('2'),
      }),
    ],
  ])('%s is one of domain XML, wherever it is', (_, root) => {
    const plan = planOf(root)
    expect(plan.layout).toMatchObject({ kind: 'domains', domainPaths: [''] })
    expect(unitsOf(plan)).toEqual(['domains '])
  })

  test('is one by its place where no domain is defined', () => {
    expect(planOf(directory(), '/mnt/etc/libvirt/qemu').layout.kind).toBe('domains')
    expect(planOf(directory(), '/mnt/qemu').layout.kind).toBe('folder')
  })

  test('is found in the folder around it, the rest of which is in the scan too', () => {
    const plan = planOf(directory({ qemu: ofNova, nwfilter: directory() }))
    expect(plan.layout).toMatchObject({ kind: 'domains', domainPaths: ['qemu'] })
    expect(unitsOf(plan)).toEqual(['domains qemu', 'folder '])
    expect(plan.units.find(({ kind }) => kind === 'folder')?.skip).toEqual(['qemu'])
  })

  test.each([
    ['XML of something else', { 'a.xml': file('<network/>') }],
    ['images with a domain beside each', { 'a.xml': domain, 'a.qcow2': file('x') }],
    ['an XML that says nothing', { 'a.xml': file('') }],
    ['nothing', {}],
  ])('is none with %s', (_, entries) => {
    expect(planOf(directory(entries)).layout.kind).toBe('folder')
  })
})

describe('opened beside an instances_path', () => {
  const host = (root: string) => [
    {
      above: `${root}/var/lib/nova/instances`,
      plan: planOf(instances, `/mnt/${root}/var/lib/nova/instances`),
    },
    { above: `${root}/etc/libvirt/qemu`, plan: planOf(ofNova, `/mnt/${root}/etc/libvirt/qemu`) },
  ]

  test('is of its host', () => {
    const { layout, nodes = [] } = joinPlans('/mnt', host('a'))
    expect(nodes).toHaveLength(1)
    expect(layout.domainPaths).toEqual(['a/etc/libvirt/qemu'])
  })

  test('is of the host below whose root it lies, of several', () => {
    const copy = { above: 'copy', plan: planOf(ofNova) }
    const { nodes = [] } = joinPlans('/mnt', [...host('a'), ...host('b').toReversed(), copy])
    expect(nodes.map(({ parts }) => parts.map(({ path }) => path))).toEqual([
      ['a/var/lib/nova/instances', 'a/etc/libvirt/qemu'],
      ['b/var/lib/nova/instances', 'b/etc/libvirt/qemu'],
      ['copy'],
    ])
  })
})
