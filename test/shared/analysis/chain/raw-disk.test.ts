import { describe, expect, test } from 'vitest'
import { createDescents } from '../../../../shared/analysis/rows/descent.ts'
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
const PATH = `${INSTANCES}/${ID}/disk`
const SHA1 = '0b40eecf3c76a87cb3a65862923e6560d1adb7b9'
const GIB = 1024 ** 3
const LENGTH = 196_608

function forged(name: string) {
  const image = { ...qcow2(name, 'raw'), virtualSize: 5 * GIB }
  return disk(ID, 'disk', { image, length: LENGTH, allocated: 0 })
}

function domains(format: string, facts: Partial<DomainFacts> = {}): UnitResult {
  const disks = [{ device: 'disk', format, source: { kind: 'file', path: `/${PATH}` } as const }]
  const path = 'etc/libvirt/qemu/i.xml'
  const one = domainFacts({ uuid: ID, path, disks, ...facts })
  return domainsUnit(one)
}

function analysed(...units: readonly UnitResult[]) {
  const plan = nodePlan(units.map(({ unit }) => unit))
  const { view, travelOf } = finished(units, { plan, at: [0, 1] })
  const [row] = view.instances
  const cell = row?.disks[0]
  if (row === undefined || cell === undefined) throw new Error('the instance has a disk')
  return { view, row, cell, travel: travelOf(row) }
}

const cache = baseUnit(base(SHA1))
const overBase = instanceUnit(ID, [forged(`/${BASE}/${SHA1}`)])
const overShadow = instanceUnit(ID, [forged('/etc/shadow')])
const byInfo = (unit: UnitResult, format = 'raw') => ({ ...unit, diskInfo: { disk: format } })

describe.each([
  ['by disk.info', [byInfo(overShadow)]],
  ['by disk.info and the XML', [byInfo(overShadow), domains('raw')]],
  ['by an XML that was read before', [domains('raw'), overShadow]],
  [
    'by an XML that was read after, against disk.info',
    [byInfo(overShadow, 'qcow2'), domains('raw')],
  ],
])('a disk that is raw %s and begins with a header', (_, units) => {
  const { view, row, cell, travel } = analysed(cache, ...units)

  test('stands on nothing and is as long as its file', () => {
    expect(cell).toMatchObject({ chain: 'standalone', virtual: LENGTH, declared: 'raw' })
    expect(cell.backing).toBeUndefined()
    expect(cell.base).toBeUndefined()
    expect(view.totals).toMatchObject({ virtual: LENGTH, overcommit: LENGTH })
  })

  test('needs no file of the host to travel', () => {
    expect(travel?.broken).toEqual([])
    expect(travel?.needed.map(({ kind }) => kind)).not.toContain('backing')
  })

  test('descends from no base that its header names', () => {
    expect(createDescents(view)(row, cell).base).toBeUndefined()
  })

  test('is told with what the header says', () => {
    const found = view.findings.filter(({ code }) => code === 'forged-header')
    expect(found).toMatchObject([{ evidence: { reaches: ['/etc/shadow'] } }])
    expect(view.findings.map(({ code }) => code)).not.toContain('backing-missing')
  })
})

describe.each([
  ['before', [domains('raw'), byInfo(overBase, 'qcow2')]],
  ['after', [byInfo(overBase, 'qcow2'), domains('raw')]],
])('a header that names a base, of a disk that an XML read %s calls raw', (_, units) => {
  test('makes it no user of the base', () => {
    const { view } = analysed(cache, ...units)
    expect(view.bases).toMatchObject([{ overlays: [], users: 0, dependants: { instances: [] } }])
  })
})

test('what the domain is started from the next time may open the header: then the base stays in use', () => {
  const running = domains('raw', { isRunning: true, path: 'run/libvirt/qemu/i.xml' })
  const { view, cell } = analysed(cache, byInfo(overBase), running, domains('qcow2'))
  expect(cell).toMatchObject({ chain: 'complete', base: `${BASE}/${SHA1}` })
  expect(view.bases).toMatchObject([{ users: 1 }])
})

test('by disk.info alone, which may be older than the disk, a base that its header names stays in use', () => {
  for (const units of [
    [cache, byInfo(overBase)],
    [byInfo(overBase), cache],
  ]) {
    const { view, cell } = analysed(...units)
    expect(cell).toMatchObject({ chain: 'complete', base: `${BASE}/${SHA1}` })
    expect(view.bases).toMatchObject([{ users: 1, cache: { kind: 'in-use' } }])
  }
})

test('the XML counts before disk.info', () => {
  const { view, cell } = analysed(cache, byInfo(overBase), domains('qcow2'))
  expect(cell).toMatchObject({ chain: 'complete', virtual: 5 * GIB, declared: 'qcow2' })
  expect(view.bases).toMatchObject([{ users: 1 }])
})
