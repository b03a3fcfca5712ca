import { expect, test } from 'vitest'
import type { TreeFault } from '../../../../shared/files/tree.ts'
import { parseDomain } from '../../../../shared/nova/domain.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { disk, entry, INSTANCES, instanceUnit, raw, uuid } from '../scan-builder.ts'
import { GiB, viewOf } from './accounted-node.ts'

const path = `${INSTANCES}/${uuid(1)}`
const fault: TreeFault = { code: 'permission', path, errno: 'EACCES' }
const shut = instanceUnit(uuid(1), [entry(path, { type: 'directory', role: 'directory', fault })])
const whole = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(GiB), length: GiB })])

/** Of libvirt, each with a disk in its folder. */
function domainsOf(...ids: readonly string[]): UnitResult {
  const xml = (id: string) => `<domain><uuid>${id}</uuid><name>n</name><devices>
    <disk type="file" device="disk"><driver type="raw"/>
    <source file="/var/lib/nova/instances/${id}/disk"/></disk></devices></domain>`
  return {
    unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
    entries: [],
    domains: ids.map((id) => parseDomain(xml(id), `etc/libvirt/qemu/${id}.xml`)),
  }
}

test.each([
  ['without its domain', [shut, whole]],
  [
    'with its domain, which is not skipped for a disk that nobody saw',
    [domainsOf(uuid(1), uuid(2)), shut, whole],
  ],
])('an instance whose folder was not read leaves no sum of Nova known, %s', (_, units) => {
  const { accounting } = viewOf(units)
  expect(accounting.nova).toMatchObject({
    unknown: 'incomplete',
    instances: 2,
    skippedInstances: 0,
  })
  expect(accounting.nova).not.toHaveProperty('overCommitted')
})

test('what is known fits: that all of it does is not known', () => {
  const { growth } = viewOf([shut, whole]).accounting
  expect(growth).toMatchObject({ incompleteInstances: 1, unknownDisks: 0, available: 10 * GiB })
  expect(growth).not.toHaveProperty('shortfall')
  expect(viewOf([whole]).accounting.growth).toMatchObject({ shortfall: 0 })
})

test('what is known lacks space: it lacks at least so much', () => {
  const large = instanceUnit(uuid(2), [
    disk(uuid(2), 'disk', { image: raw(50 * GiB), allocated: 0 }),
  ])
  expect(viewOf([shut, large]).accounting.growth).toMatchObject({ shortfall: 40 * GiB })
})

test('a unit that ended before all of it was seen is an instance of which not all is known', () => {
  const cut = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(GiB) })], { partial: true })
  const { instances, totals } = viewOf([cut])
  expect(instances[0]).toMatchObject({ incomplete: 'partly', virtual: GiB })
  expect(totals).toMatchObject({ incompleteInstances: 1, hidden: 0 })
})
