import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../../shared/analysis/cleanup/step.ts'
import { overlayOn } from '../../../helpers/programs/qemu-img.ts'
import { scanWhole } from '../../../helpers/scan/whole-scan.ts'
import {
  domainXml,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'

const KEPT = 'var/lib/libvirt/qemu/snapshot/instance-00000001/before.xml'
const IDLE = `${INSTANCES}/_base/${sha1('idle')}`
const MONTH_HOURS = 40 * 24
/** A node with a base that is old enough to go. */
function node(): SmallNode {
  const made = smallNode()
  made.make('raw', IDLE, '4M')
  made.age(IDLE, MONTH_HOURS)
  return made
}

/** As libvirt writes it; `more` is beside the domain as it was. */
function snapshotXml(more: string, domain = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)): string {
  return `<domainsnapshot><name>before</name><state>disk-snapshot</state>${more}${domain}</domainsnapshot>`
}

const external = (file: string) =>
  `<disks><disk name="vda" snapshot="external" type="file"><driver type="qcow2"/><source file="${file}"/></disk></disks>`

const removable = (made: SmallNode) =>
  cleanupSteps(scanWhole(made.root))
    .filter(isRemovable)
    .map(({ path }) => path)

test('without snapshots the base may go', () => {
  expect(removable(node())).toEqual([IDLE])
})

test.each([
  ['its disk', external(`/${IDLE}`)],
  ['its memory', `<memory snapshot="external" file="/${IDLE}"/>`],
  [
    'the domain as it is defined',
    `<inactiveDomain><devices><disk type="file"><source file="/${IDLE}"/></disk></devices></inactiveDomain>`,
  ],
])('what libvirt has of a snapshot needs %s', (_, more) => {
  const made = node()
  made.write(KEPT, snapshotXml(more))
  expect(removable(made)).toEqual([])
})

test('an overlay of a snapshot that lies elsewhere needs what it stands on', () => {
  const made = node()
  mkdirSync(made.path('srv'))
  overlayOn(made.path('srv'), `/${IDLE}`, made.path('srv/web.before'), '4M')
  made.write(KEPT, snapshotXml(external('/srv/web.before')))
  expect(removable(made)).toEqual([])
})

test('a snapshot tells nothing else of its domain: that is as libvirt has it now', () => {
  const made = node()
  const before = made.view()
  made.write(KEPT, snapshotXml('', domainXml(7, UUID, { 'disk.old': 'raw' }, sha1('other'))))
  const { instances, findings } = made.view()
  expect(instances).toEqual(before.instances)
  expect(findings).toEqual(before.findings)
})

test.each([
  ['a snapshot', KEPT],
  ['a domain', 'etc/libvirt/qemu/guest.xml'],
])('while the XML of %s is not understood nothing in the cache may go', (_, path) => {
  const made = node()
  made.write(path, '<domainsnapshot><name>x</name>')
  expect(removable(made)).toEqual([])
  expect(made.view().findings.map(({ code }) => code)).toContain('text-fault')
})
