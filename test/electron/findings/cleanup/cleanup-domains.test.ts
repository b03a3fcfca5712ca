import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createChainHost } from '../../../../electron/files/chain-host.ts'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import {
  BASE,
  DOMAIN,
  FOLDER,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  UUID,
  withSpace,
} from '../../../helpers/trees/small-node.ts'
import { type Described, define, OWN_RUNNING, OWN_XML, runs } from '../domain-on.ts'
import { IDLE, littered, ROOT } from './littered-node.ts'

const MINE = { name: 'instance-00000001', uuid: UUID }

/** The plan's users of a path, and whether it has a command that removes it. */
function planOf(node: SmallNode, path: string) {
  const scan = node.scan()
  const step = cleanupSteps(scan).find(({ targets }) => targets.includes(path))
  return { scan, users: step?.users, offered: offers(scan, path) }
}

function offers(scan: ReturnType<SmallNode['scan']>, path: string): boolean {
  return cleanupScript(scan, 'en').includes(`rm -- ${ROOT}/${path} && `)
}

/** A node on which the plan offers an idle base, before a domain is there. */
function idleNode(): SmallNode {
  const node = littered()
  expect(offers(node.scan(), IDLE)).toBe(true)
  return node
}

describe('a base that a domain has as its disk is not to be removed', () => {
  const onIdle: Described = { disks: [{ path: IDLE, format: 'raw' }] }
  const elsewhere: Described = { disks: [{ path: 'srv/other.img', format: 'raw' }] }

  test.each([
    ['what is started the next time', onIdle, elsewhere, OWN_XML],
    ['what runs', elsewhere, onIdle, OWN_RUNNING],
    ['both', onIdle, onIdle, OWN_RUNNING],
  ])('where it is %s', (_, defined, running, xml) => {
    const node = idleNode()
    define(node, defined)
    runs(node, running)
    const { scan, offered } = planOf(node, IDLE)
    expect(offered).toBe(false)
    const base = scan.view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map(({ path }) => path)).toEqual([xml])
  })

  test('where another definition of the same domain has it', () => {
    const node = idleNode()
    define(node, elsewhere)
    define(node, onIdle, 'etc/libvirt/qemu/zz.xml')
    expect(planOf(node, IDLE).offered).toBe(false)
  })

  test.each(['nova', 'lib', 'instances', '_base', 'var'])(
    'whatever part of the path the domain is called: %s',
    (name) => {
      const node = idleNode()
      define(node, { ...onIdle, name })
      expect(planOf(node, IDLE).offered).toBe(false)
    },
  )

  test.each([
    ['a volume’s', '99999999-1111-4222-8333-444444444444'],
    ['the domain’s own', UUID],
    ['any other', 'x'],
  ])('whatever its serial number is: %s', (_, serial) => {
    const node = idleNode()
    define(node, { disks: [{ path: IDLE, format: 'raw', serial }] })
    expect(planOf(node, IDLE).offered).toBe(false)
  })

  test('also where the file is called as a volume is', () => {
    const node = littered()
    const path = `${INSTANCES}/_base/volume-${OTHER_IMAGE}`
    node.make('raw', path, '4M')
    node.age(path, 48)
    expect(offers(node.scan(), path)).toBe(true)
    define(node, { disks: [{ path, format: 'raw' }] })
    expect(planOf(node, path).offered).toBe(false)
  })
})

describe('a file of an instance’s own folder that its domain has', () => {
  test.each(['disk_qcow', 'disk_raw', 'disk.local_rbase'])(
    'is not to be removed, also where it is called %s',
    (name) => {
      const node = littered()
      const path = `${FOLDER}/${name}`
      node.make('raw', path, '2M')
      node.age(path, 240)
      expect(offers(node.scan(), path)).toBe(true)
      define(node, { ...MINE, disks: [{ path: `${FOLDER}/disk` }, { path }] }, DOMAIN)
      expect(planOf(node, path)).toMatchObject({ users: [DOMAIN], offered: false })
    },
  )

  test('counts as part of the instance: no sum changes', () => {
    const node = littered()
    const path = `${FOLDER}/disk_raw`
    node.make('raw', path, '2M', '-o', 'preallocation=full')
    node.age(path, 240)
    const sizes = () => node.scan().view.instances.find(({ id }) => id === FOLDER)?.sizes
    const before = sizes()
    define(
      node,
      { ...MINE, disks: [{ path: `${FOLDER}/disk`, format: 'qcow2' }, { path }] },
      DOMAIN,
    )
    expect(sizes()).toEqual(before)
  })

  test('is one only where the folder is the instance’s, not where its name is', () => {
    const node = idleNode()
    define(node, { ...MINE, disks: [{ path: `${FOLDER}/disk` }, { path: IDLE }] }, DOMAIN)
    expect(planOf(node, IDLE).offered).toBe(false)
  })
})

describe('a base below the disk of a domain is not to be removed', () => {
  const VM = 'srv/vm.qcow2'
  const looked = (node: SmallNode) => {
    const { lookup } = createChainHost({
      places: { rootPath: node.root, nodeRoot: true },
      folders: [node.root],
      files: [],
    })
    return scanOfTree(withSpace(liveTree(node.root)), { lookup })
  }

  test('as the header of a disk that was not scanned says', () => {
    const node = idleNode()
    mkdirSync(node.path('srv'))
    node.make('qcow2', VM, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    expect(offers(looked(node), IDLE)).toBe(true)
    define(node, { disks: [{ path: VM, format: 'qcow2' }] })
    const { view, ...scan } = looked(node)
    expect(offers({ view, ...scan }, IDLE)).toBe(false)
    const base = view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map(({ path }) => path)).toEqual([OWN_XML])
  })

  test('as nobody can tell where the disk cannot be looked into', () => {
    const node = idleNode()
    node.write(VM, Uint8Array.of(0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3))
    define(node, { disks: [{ path: VM, format: 'qcow2' }] })
    const scan = looked(node)
    expect(offers(scan, IDLE)).toBe(false)
    expect(scan.view.bases.find(({ id }) => id === IDLE)?.cache?.why).toBe('unseen')
    expect(scan.view.accounting.cache?.doubts.map(({ path }) => path)).toEqual([OWN_XML])
  })

  test.each(['file', 'block'] as const)('as the XML of what runs says, of a %s', (type) => {
    const node = idleNode()
    runs(node, { disks: [{ path: 'dev/vg/vm', type, format: 'qcow2', backing: [IDLE] }] })
    const { scan, offered } = planOf(node, IDLE)
    expect(offered).toBe(false)
    const base = scan.view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map(({ path }) => path)).toEqual([OWN_RUNNING])
  })

  test.each([
    ['qcow2', undefined, false],
    ['qcow2', [], true],
    ['raw', undefined, true],
  ])('of a device of which all is told: %s, %j', (format, backing, offered) => {
    const node = idleNode()
    const told = backing === undefined ? {} : { backing }
    define(node, { disks: [{ path: 'dev/vg/vm', type: 'block', format, ...told }] })
    expect(planOf(node, IDLE).offered).toBe(offered)
  })

  test('as an instance runs on it, whatever the header of its disk says since', () => {
    const node = idleNode()
    const own = { path: `${FOLDER}/disk`, format: 'qcow2' }
    runs(node, { ...MINE, disks: [{ ...own, backing: [BASE] }] })
    expect(planOf(node, IDLE).offered).toBe(true)
    runs(node, { ...MINE, disks: [{ ...own, backing: [IDLE] }] })
    expect(planOf(node, IDLE).offered).toBe(false)
  })

  test('where it is the kernel that a domain is booted from', () => {
    const node = idleNode()
    define(node, { kernel: IDLE })
    expect(planOf(node, IDLE).offered).toBe(false)
  })
})
