import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { INSTANCES, type SmallNode, UUID } from '../../../helpers/trees/small-node.ts'
import { IDLE, LOST, littered } from './littered-node.ts'

const OTHER_UUID = UUID.replace(/1$/, '7')

function xmlOf(path: string, uuid = OTHER_UUID): string {
  const disk = `<disk type="file"><driver type="raw"/><source file="/${path}"/></disk>`
  return `<domain type="kvm"><name>own</name><uuid>${uuid}</uuid><devices>${disk}</devices></domain>`
}

function stepAt(node: SmallNode, path: string) {
  return cleanupSteps(node.scan()).find((step) => step.path === path)
}

describe('the plan keeps what a domain of a session has', () => {
  test.each([
    'root/.config/libvirt/qemu/own.xml',
    'home/eve/.config/libvirt/qemu/own.xml',
    'home/eve/.config/libvirt/qemu/lib/snapshot/own/before.xml',
  ])('in %s', (xml) => {
    const node = littered()
    mkdirSync(node.path('home/adam/.config'), { recursive: true })
    expect(stepAt(node, IDLE)?.users).toEqual([])
    const text = xmlOf(IDLE)
    node.write(xml, xml.includes('snapshot') ? `<domainsnapshot>${text}</domainsnapshot>` : text)
    // As a base in use there is no step at all.
    expect(stepAt(node, IDLE)?.users ?? [xml]).toEqual([xml])
  })

  test('in a home that lies elsewhere', () => {
    const node = littered()
    mkdirSync(node.path('home'))
    symlinkSync('/srv/homes/eve', node.path('home/eve'))
    const xml = 'srv/homes/eve/.config/libvirt/qemu/own.xml'
    node.write(xml, xmlOf(IDLE))
    expect(stepAt(node, IDLE)?.users ?? [xml]).toEqual([xml])
  })

  test('and has no command for a base while one cannot be understood', () => {
    const node = littered()
    node.write('root/.config/libvirt/qemu/own.xml', '<domain')
    expect(stepAt(node, IDLE)).toBeUndefined()
  })
})

test('a domain of a session is no instance, whatever it says', () => {
  const node = littered()
  const folder = `${INSTANCES}/${LOST}`
  const before = node.scan().view
  node.write('root/.config/libvirt/qemu/own.xml', xmlOf('srv/x.img', LOST))
  const after = node.scan().view
  expect(stepAt(node, folder)).toMatchObject({ stage: 'orphan' })
  expect(after.instances.map(({ name }) => name)).toEqual(before.instances.map(({ name }) => name))
  expect(after.layout.domainPaths).toEqual(['etc/libvirt/qemu'])
})

test('homes that are none leave the scan whole', () => {
  const node = littered()
  node.write('home/readme', 'x')
  mkdirSync(node.path('home/eve'))
  symlinkSync('/nowhere', node.path('home/adam'))
  symlinkSync('../../../../../../../nowhere', node.path('home/out'))
  expect(stepAt(node, IDLE)).toMatchObject({ users: [], unread: [] })
  expect(node.scan().view.totals.unreadable).toBe(0)
})
