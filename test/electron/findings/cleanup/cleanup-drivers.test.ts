import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { viewOfFolder } from '../../../helpers/scan/node-view.ts'
import type { SmallNode } from '../../../helpers/trees/small-node.ts'
import { INSTANCES, UUID } from '../../../helpers/trees/small-node.ts'
import { IDLE, LOST, littered } from './littered-node.ts'

const OTHER_UUID = UUID.replace(/1$/, '7')

function xmlOf(uuid: string, path: string): string {
  const disk = `<disk type="file"><driver type="raw"/><source file="/${path}"/></disk>`
  return `<domain type="lxc"><name>own</name><uuid>${uuid}</uuid><devices>${disk}</devices></domain>`
}

function stepAt(node: SmallNode, path: string) {
  return cleanupSteps(node.scan()).find((step) => step.path === path)
}

describe('the plan keeps what a domain has that another driver than QEMU’s knows', () => {
  test.each([
    'etc/libvirt/lxc',
    'run/libvirt/lxc',
    'etc/libvirt/libxl',
    'run/libvirt/libxl',
    'etc/libvirt/uml',
    'etc/libvirt/ch',
  ])('in %s', (folder) => {
    const node = littered()
    expect(stepAt(node, IDLE)?.users).toEqual([])
    const text = xmlOf(OTHER_UUID, IDLE)
    const isRunning = folder.startsWith('run')
    const xml = `${folder}/own.xml`
    node.write(xml, isRunning ? `<domstatus state="running">${text}</domstatus>` : text)
    // As a base in use there is no step at all.
    expect(stepAt(node, IDLE)?.users ?? [xml]).toEqual([xml])
  })

  test('and the folder of an instance that is a container, beside guests of QEMU', () => {
    const node = littered()
    const folder = `${INSTANCES}/${LOST}`
    expect(stepAt(node, folder)).toMatchObject({ stage: 'orphan' })
    node.write('etc/libvirt/lxc/instance-00000003.xml', xmlOf(LOST, `${folder}/disk`))
    expect(stepAt(node, folder)).toBeUndefined()
  })
})

describe('what runs on a host without /run', () => {
  const XML = 'var/run/libvirt/qemu/own.xml'

  test('is below /var', () => {
    const node = littered()
    node.write(XML, `<domstatus state="running">${xmlOf(OTHER_UUID, IDLE)}</domstatus>`)
    expect(stepAt(node, IDLE)?.users ?? [XML]).toEqual([XML])
  })

  test('and on others that is a symlink, which leaves nothing open where /run was not copied', () => {
    const node = littered()
    symlinkSync('/run', node.path('var/run'))
    expect(stepAt(node, IDLE)).toMatchObject({ users: [], unread: [] })
    expect(node.scan().view.findings.map(({ subject }) => subject.path)).not.toContain('var/run')
  })
})

test('the drivers’ folders are found in /etc and in libvirt’s own, opened by itself', () => {
  const node = littered()
  node.write('etc/libvirt/lxc/own.xml', xmlOf(OTHER_UUID, IDLE))
  mkdirSync(node.path('etc/libvirt/storage'), { recursive: true })
  const found = (path: string) => viewOfFolder(node.path(path)).layout.domainPaths
  expect(found('etc')).toEqual(['libvirt/qemu', 'libvirt/lxc'])
  expect(found('etc/libvirt')).toEqual(['lxc', 'qemu'])
  expect(found('etc/libvirt/lxc')).toEqual([''])
})
