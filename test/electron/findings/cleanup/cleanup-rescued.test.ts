import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps, type PlanSource } from '../../../../shared/analysis/cleanup/plan.ts'
import { baseNameOf, parentPath } from '../../../../shared/files/paths.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { scanWhole } from '../../../helpers/scan/whole-scan.ts'
import { shut } from '../../../helpers/trees/shut-tree.ts'
import { DISK, FOLDER, INSTANCES, type SmallNode, UUID } from '../../../helpers/trees/small-node.ts'
import { define } from '../domain-on.ts'
import { GONE, IDLE, LOST, littered, PART, SNAPSHOT } from './littered-node.ts'

/** Nova keeps it as long as the instance is rescued; libvirt has the XML of the rescue then. */
const KEPT = `${FOLDER}/unrescue.xml`
const DELETED = `${INSTANCES}/${GONE}_del`
const TEMPORARY = `${INSTANCES}/tmpabcdef12`
const POOL = 'etc/libvirt/storage/base.xml'

function stepAt(scan: PlanSource, path: string) {
  return cleanupSteps(scan).find((step) => step.path === path)
}

interface Rescued {
  readonly devices?: string
  readonly os?: string
}

/** A node with an instance in rescue, which goes back to this. */
function rescued({ devices = '', os = '' }: Rescued = {}): SmallNode {
  const node = littered()
  const own = `<disk type="file" device="disk"><driver name="qemu" type="qcow2"/><source file="/${DISK}"/></disk>`
  const xml = `<domain type="kvm"><name>instance-00000001</name><uuid>${UUID}</uuid>
    <os><type>hvm</type>${os}</os><devices>${own}${devices}</devices></domain>`
  node.write(KEPT, xml)
  return node
}

const file = (path: string, format = 'raw', inner = '') =>
  `<disk type="file"><driver type="${format}"/><source file="/${path}"/>${inner}</disk>`

test('that an instance is in rescue alone keeps nothing', () => {
  const scan = rescued().scan()
  for (const path of [IDLE, DELETED, TEMPORARY])
    expect(stepAt(scan, path)).toMatchObject({ users: [], unread: [] })
})

describe('the plan keeps what an instance in rescue goes back to, which libvirt does not tell', () => {
  const below = `<backingStore type="file"><format type="raw"/><source file="/${IDLE}"/><backingStore/></backingStore>`

  test.each<readonly [string, Rescued]>([
    ['a disk', { devices: file(IDLE) }],
    [
      'what a disk elsewhere stands on, by the XML',
      { devices: file('srv/other.img', 'qcow2', below) },
    ],
    ['its kernel', { os: `<kernel>/${IDLE}</kernel>` }],
    ['its ramdisk', { os: `<initrd>/${IDLE}</initrd>` }],
    ['its firmware', { os: `<loader type="pflash">/${IDLE}</loader>` }],
    ['the variables of its firmware', { os: `<nvram>/${IDLE}</nvram>` }],
    ['a device', { devices: `<disk type="block"><source dev="/${IDLE}"/></disk>` }],
    [
      'a folder that it is given',
      {
        devices: `<filesystem type="mount"><source dir="/${INSTANCES}/_base"/><target dir="x"/></filesystem>`,
      },
    ],
  ])('%s', (_, before) => {
    // As a base in use there is no step at all.
    expect(stepAt(rescued(before).scan(), IDLE)?.users ?? [KEPT]).toEqual([KEPT])
  })

  test('what an image elsewhere stands on', () => {
    const node = rescued({ devices: file('srv/own.qcow2', 'qcow2') })
    mkdirSync(node.path('srv'))
    const overlay = ['-u', '-f', 'qcow2', '-F', 'raw', '-b', `/${IDLE}`, 'srv/own.qcow2', '1M']
    qemuImg(node.root, 'create', '-q', ...overlay)
    expect(stepAt(scanWhole(node.root), IDLE)?.users ?? [KEPT]).toEqual([KEPT])
  })

  test('a volume of a pool', () => {
    const name = baseNameOf(IDLE)
    const node = rescued({
      devices: `<disk type="volume"><source pool="base" volume="${name}"/></disk>`,
    })
    const target = `<target><path>/${INSTANCES}/_base</path></target>`
    node.write(POOL, `<pool type="dir"><name>base</name>${target}</pool>`)
    expect(stepAt(node.scan(), IDLE)?.users ?? [KEPT]).toEqual([KEPT])
  })

  test('and every base where nobody can tell what it stands on, though libvirt tells of the rescue', () => {
    const node = rescued({ devices: file('srv/own.qcow2', 'qcow2') })
    mkdirSync(node.path('srv'))
    symlinkSync('../../../../../../../../../../nowhere', node.path('srv/own.qcow2'))
    const scan = scanWhole(node.root)
    const reasons = scan.view.bases.flatMap(({ cache }) => cache?.why ?? [])
    expect(reasons).toContain('unseen')
    for (const path of [DELETED, TEMPORARY]) expect(stepAt(scan, path)?.unread).toEqual([KEPT])
  })
})

describe('it may name any file but what Nova was still making', () => {
  const expectWithheld = (scan: PlanSource) => {
    expect(stepAt(scan, IDLE)?.unread ?? [KEPT]).toEqual([KEPT])
    for (const path of [DELETED, TEMPORARY]) expect(stepAt(scan, path)?.unread).toEqual([KEPT])
    for (const path of [PART, SNAPSHOT].filter((one) => stepAt(scan, one)))
      expect(stepAt(scan, path)).toMatchObject({ unread: [], users: [] })
    expect(stepAt(scan, PART)).toBeDefined()
  }

  test('where it cannot be understood', () => {
    const node = rescued()
    node.write(SNAPSHOT, 'x'.repeat(5000), 48)
    node.write(KEPT, '<domain type="kvm"><name>x</name><devices>')
    const scan = node.scan()
    expectWithheld(scan)
    expect(stepAt(scan, SNAPSHOT)).toBeDefined()
  })

  test('where it cannot be read', () => {
    const node = rescued()
    expectWithheld(scanOfTree(shut(liveTree(node.root), KEPT)))
  })

  test('where it is a symlink that leads out of what was opened', () => {
    const node = littered()
    symlinkSync('../../../../../../../../../../nowhere.xml', node.path(KEPT))
    expectWithheld(node.scan())
  })
})

test('a domain that is called so has XML that may name those too', () => {
  const unread = 'etc/libvirt/qemu/unrescue.xml'
  const node = littered()
  node.write(SNAPSHOT, 'x'.repeat(5000), 48)
  node.write(unread, '<domain type="kvm"><name>unrescue</name><devices>')
  const scan = node.scan()
  for (const path of [PART, SNAPSHOT]) expect(stepAt(scan, path)?.unread).toEqual([unread])
})

test('a folder that was set aside may be named where it lay before', () => {
  const node = rescued()
  node.write(KEPT, '<domain type="kvm"><name>x</name><devices>')
  const lost = `${INSTANCES}/${LOST}`
  const { aside = '' } = cleanupSteps(littered().scan()).find(({ path }) => path === lost) ?? {}
  mkdirSync(node.path(parentPath(aside)))
  renameSync(node.path(lost), node.path(aside))
  const later = Date.now() + 4 * 86_400_000
  const scan = scanOfTree(liveTree(node.root), {}, later)
  expect(stepAt(scan, aside)?.unread).toEqual([KEPT])
})

test('its XML tells nothing of what the instance has now', () => {
  const node = rescued()
  define(node, { name: 'instance-00000001', uuid: UUID, disks: [{ path: DISK, format: 'qcow2' }] })
  const [row] = node.scan().view.instances
  expect(row?.identity).toBeDefined()
  node.run('rm', '-r', 'etc/libvirt')
  expect(node.scan().view.instances[0]).not.toHaveProperty('identity')
})
