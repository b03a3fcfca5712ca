import { describe, expect, test } from 'vitest'
import type { DomainFacts } from '../../../../shared/nova/domain.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { finished } from '../finished-view.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  domainsUnit,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  uuid,
} from '../scan-builder.ts'

const ID = uuid(1)
const FOLDER = `${INSTANCES}/${ID}`
const SHA1 = '0b40eecf3c76a87cb3a65862923e6560d1adb7b9'
const MIB = 1024 ** 2
const GIB = 1024 ** 3

const sized = (name: string, virtualSize = 20 * GIB) => ({ ...qcow2(name, 'qcow2'), virtualSize })
const root = disk(ID, 'disk', { image: sized(`/${BASE}/${SHA1}`), allocated: 20 * MIB })
const snap1 = disk(ID, 'disk.snap1', { image: sized('disk'), allocated: 15 * MIB })
const snap2 = disk(ID, 'disk.snap2', {
  image: sized(`/${FOLDER}/disk.snap1`),
  allocated: 5 * MIB,
})

function xml(...names: readonly string[]): DomainFacts {
  const disks = names.map((name) => {
    const source = { kind: 'file', path: `/${FOLDER}/${name}` } as const
    return { device: 'disk', format: 'qcow2', source }
  })
  return domainFacts({ uuid: ID, path: 'etc/libvirt/qemu/i.xml', disks })
}

function analysed(units: readonly UnitResult[]) {
  const plan = nodePlan(units.map(({ unit }) => unit))
  const { view, travelOf, space } = finished(units, { plan, at: [0, 1] })
  const [row] = view.instances
  if (row === undefined) throw new Error('the instance has a row')
  return { view, row, travel: travelOf(row), space }
}

const cache = baseUnit(base(SHA1, { allocated: 100 * MIB }))
const folder = instanceUnit(ID, [root, snap1, snap2], { diskInfo: { disk: 'qcow2' } })

describe.each([
  ['before the folder', [cache, domainsUnit(xml('disk.snap2')), folder]],
  ['after the folder', [cache, folder, domainsUnit(xml('disk.snap2'))]],
])('an instance that runs on a snapshot overlay, its XML read %s', (_, units) => {
  const { view, row, travel, space } = analysed(units)

  test('has one disk: the one that the domain names', () => {
    expect(row.disks).toMatchObject([
      {
        name: 'disk.snap2',
        role: 'disk',
        declared: 'qcow2',
        virtual: 20 * GIB,
        chain: 'complete',
        base: `${BASE}/${SHA1}`,
      },
    ])
    expect(row.layers?.map(({ name }) => name)).toEqual(['disk', 'disk.snap1'])
    expect(row.virtual).toBe(20 * GIB)
    expect(view.totals).toMatchObject({
      disks: 1,
      virtual: 20 * GIB,
      overcommit: 20 * GIB - 5 * MIB,
    })
    expect(view.accounting.growth.largest).toMatchObject([{ path: `${FOLDER}/disk.snap2` }])
  })

  test('travels with all layers and its base, and nothing is lacking', () => {
    expect(travel?.broken).toEqual([])
    expect(travel?.needed.map(({ path }) => path)).toEqual([
      `${BASE}/${SHA1}`,
      'etc/libvirt/qemu/i.xml',
    ])
  })

  test('leaves no file out of Nova’s sums', () => {
    expect(view.accounting.nova).toMatchObject({ disks: 1, unnamedDisks: 0 })
    expect(row.disks[0]?.novaLeavesOut).toBeUndefined()
  })

  test('keeps the base in use, which Nova sees through the file that it made', () => {
    expect(view.bases).toMatchObject([{ users: 1, cache: { kind: 'in-use' } }])
    const files = space.folders.flatMap(({ files }) => files.map(({ path }) => path))
    expect(files.sort()).toEqual(['disk', 'disk.snap1', 'disk.snap2'].map((n) => `${FOLDER}/${n}`))
  })

  test('is told of each finding once', () => {
    const told = view.findings.map(({ code, subject }) => `${code} ${subject.path}`)
    expect(new Set(told).size).toBe(told.length)
  })
})

test('without an XML names decide', () => {
  const { row } = analysed([cache, folder])
  expect(row.disks.map(({ name }) => name)).toEqual(['disk'])
  expect(row.layers).toBeUndefined()
})

test('a layer that the domain names too is a disk as well', () => {
  const { row } = analysed([cache, folder, domainsUnit(xml('disk.snap2', 'disk'))])
  expect(row.disks.map(({ name }) => name)).toEqual(['disk', 'disk.snap2'])
})

test('of what runs and what is started the next time, what runs counts', () => {
  const running = { ...xml('disk.snap2'), isRunning: true as const, path: 'run/libvirt/qemu/i.xml' }
  const { row } = analysed([cache, folder, domainsUnit(xml('disk')), domainsUnit(running)])
  expect(row.disks.map(({ name }) => name)).toEqual(['disk.snap2'])
})

test('a copy that stands on nothing is looked into when the domain names it', () => {
  const copy = disk(ID, 'copy.qcow2', { allocated: 7 * MIB })
  const unit = instanceUnit(ID, [root, copy])
  const units = [cache, unit, domainsUnit(xml('copy.qcow2'))]
  const lookup = (path: string) => {
    const image = { format: 'qcow2', virtualSize: 3 * GIB } as const
    return { kind: 'found', address: path, key: path, length: 9, allocated: 7, image } as const
  }
  const plan = nodePlan(units.map((one) => one.unit))
  const [row] = finished(units, { plan, options: { lookup }, at: [0, 1] }).view.instances
  expect(row?.disks).toMatchObject([
    { name: 'disk', novaLeavesOut: 'not-in-domain' },
    { name: 'copy.qcow2', format: 'qcow2', virtual: 3 * GIB, role: 'disk' },
  ])
})
