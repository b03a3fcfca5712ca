import { expect, test } from 'vitest'
import { largestGib, leftGib } from '../../../shared/analysis/accounting/nova/placement.ts'
import { placementNotes } from '../../../shared/report/placement-notes.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { viewOfFolder } from '../../helpers/scan/node-view.ts'
import {
  DOMAIN,
  domainXml,
  IMAGE,
  INSTANCES,
  type SmallNode,
  smallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { domainOn } from './domain-on.ts'

const placementOf = (node: SmallNode) => node.view().accounting.nova?.placement
const CONF = 'etc/nova/nova.conf'

const MANY = 900

test('whether a ratio is set nobody knows where no configuration was read', () => {
  const made = smallNode()
  expect(placementOf(made)).toMatchObject({ ratio: 1 })
  expect(placementOf(made)?.isRatioSet).toBeUndefined()
  made.write(CONF, '[DEFAULT]\n')
  expect(placementOf(made)).toMatchObject({ ratio: 1, isRatioSet: false })
  made.write(CONF, '[DEFAULT]\ndisk_allocation_ratio = 2\n')
  expect(placementOf(made)).toMatchObject({ ratio: 2, isRatioSet: true })
})

test('a single instance gets no more than the host has, whatever the ratio', () => {
  const made = smallNode()
  made.write(CONF, `[DEFAULT]\ndisk_allocation_ratio = 2\nreserved_host_disk_mb = ${MANY * 1024}\n`)
  const placement = placementOf(made)
  if (placement === undefined) throw new Error('no placement')
  // Of 1 TiB 900 GiB are reserved, and what is left counts twice.
  expect([leftGib(placement), largestGib(placement)]).toEqual([248, 248])
  const whole = { ...placement, capacityGib: 2048 }
  expect([leftGib(whole), largestGib(whole)]).toEqual([2048, 1024])
  expect(nodeText(made.view())).toMatch(/No instance gets more than 1,024 GiB/)
})

test.each(['en', 'zh-CN'] as const)('window and text have the same notes, in %s', (language) => {
  const made = smallNode()
  const placement = placementOf(made)
  if (placement === undefined) throw new Error('no placement')
  const { notes, always } = placementNotes(placement, language)
  // No configuration and no flavor: both are told. What is so of every host only the window explains.
  expect([notes.length, always.length]).toEqual([2, 2])
  if (language !== 'en') return
  const text = nodeText(made.view())
  for (const note of notes) expect(text).toContain(note)
  for (const note of always) expect(text).not.toContain(note)
})

test('a guest that is not Nova’s has no flavor that placement could know', () => {
  const made = smallNode()
  const before = placementOf(made)
  expect(before).toMatchObject({ instances: 0, unknownInstances: 1 })
  domainOn(made)
  expect(placementOf(made)).toEqual(before)
})

const FLAVOR =
  '<nova:flavor name="m"><nova:disk>8</nova:disk><nova:ephemeral>0</nova:ephemeral><nova:swap>0</nova:swap>SPECS</nova:flavor>'
const OVERRIDE =
  '<nova:extraSpecs><nova:extraSpec name="resources:DISK_GB">1</nova:extraSpec></nova:extraSpecs>'

test.each([
  ['of Nova before 2025.2, which cannot tell', '26.2.2', '', [8, 0, 1]],
  ['of 2025.2, which would tell', '32.0.0', '', [8, 0, 0]],
  ['that tells of one: the flavor does not count', '32.0.0', OVERRIDE, [0, 1, 0]],
])('an override of DISK_GB in an XML %s', (_, version, specs, expected) => {
  const made = smallNode()
  const flavor = FLAVOR.replace('SPECS', specs)
  const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE, flavor)
  made.write(DOMAIN, xml.replace('26.2.2', version))
  const { usedGib, unknownInstances, untoldSpecs } = placementOf(made) ?? {}
  expect([usedGib, unknownInstances, untoldSpecs]).toEqual(expected)
})

test('the root disks of instances that name no image are in no sum, and that is said', () => {
  const made = smallNode()
  const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE, FLAVOR.replace('SPECS', ''))
  const withoutRoot = /Without the root disk of 1 instance: its XML names no image/
  made.write(DOMAIN, xml.replace(/<nova:root.*?\/>/, ''))
  expect(placementOf(made)).toMatchObject({ usedGib: 0, fromVolume: 1 })
  expect(nodeText(made.view())).toMatch(withoutRoot)
  made.write(DOMAIN, xml)
  expect(placementOf(made)).toMatchObject({ usedGib: 8 })
  expect(nodeText(made.view())).not.toMatch(withoutRoot)
})

test('where a nova.conf is none for oslo.config, Nova does not start and its host gets nothing', () => {
  const made = smallNode()
  made.write(CONF, '[DEFAULT]\nreserved_host_disk_mb = 1024\n[image_cache\n')
  const view = made.view()
  const placement = view.accounting.nova?.placement
  expect(placement).toMatchObject({ reservedGib: 1, isNovaDown: true })
  if (placement === undefined) throw new Error('no placement')
  const { refusal } = placementNotes(placement, 'en')
  expect(refusal).toMatch(/nova-compute does not start with it, and the scheduler gives/)
  expect(nodeText(view)).toContain('nova-compute does not start with it')
  expect(view.findings).toMatchObject([
    { code: 'text-fault', severity: 'high', evidence: { case: 'syntax', lineNumber: 3 } },
  ])
  made.write(CONF, '[DEFAULT]\nreserved_host_disk_mb = 1024\n[image_cache]\n')
  expect(placementOf(made)).not.toHaveProperty('isNovaDown')
})

test('of an instances_path alone, which may be a copy, nothing is told of the host that had it', () => {
  const made = smallNode()
  made.write(`${INSTANCES}/compute_nodes`, JSON.stringify({ 'cmp-01': Date.now() / 1000 }))
  const view = viewOfFolder(made.path(INSTANCES))
  const placement = view.accounting.nova?.placement
  expect(placement).toMatchObject({ unknown: 'no-host' })
  expect(placement).not.toHaveProperty('totalGib')
  expect(placement).not.toHaveProperty('capacityGib')
  const text = nodeText(view)
  expect(text).toMatch(
    /new instances +- +DISK_GB of placement\n +It cannot be known: only the instances_path/,
  )
  expect(text).toMatch(/Host cmp-01 .*; whether it is at work now cannot be known/)
  expect(view.accounting.nova).toMatchObject({
    unknown: 'no-host',
    overCommitted: expect.any(Number),
  })
  for (const key of ['free', 'availableLeast', 'availableLeastGib'])
    expect(view.accounting.nova).not.toHaveProperty(key)
  expect(text).toMatch(/^disk_available_least +- +only the instances_path of a host was opened/m)
  const whole = nodeText(made.view())
  expect(whole).toMatch(/GiB +left of DISK_GB of placement/)
  expect(whole).toMatch(/Host cmp-01 .*, active/)
})
