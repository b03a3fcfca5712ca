import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createChainHost } from '../../../../electron/files/chain-host.ts'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import {
  DISK,
  FOLDER,
  INSTANCES,
  type SmallNode,
  withSpace,
} from '../../../helpers/trees/small-node.ts'
import { define } from '../domain-on.ts'
import { GONE, IDLE, littered } from './littered-node.ts'

const DELETED = `${INSTANCES}/${GONE}_del`
const DATA = `${DELETED}/data.raw`
const VM = 'srv/vm.qcow2'

/** Left alone for long; what a disk needs that was not scanned is looked up below the root. */
function scanOf(node: SmallNode) {
  node.ageFolder(DELETED, 48)
  node.age(IDLE, 100)
  const places = { rootPath: node.root, nodeRoot: true }
  const { lookup } = createChainHost({ places, folders: [node.root], files: [] })
  return scanOfTree(withSpace(liveTree(node.root)), { lookup })
}

function stepFor(scan: ReturnType<typeof scanOf>, path: string) {
  const step = cleanupSteps(scan).find(({ targets }) => targets.includes(path))
  return step && { users: step.users, unread: step.unread }
}

/** Who needs it: of a base in use there is no step. */
function usersOf(scan: ReturnType<typeof scanOf>, path: string): readonly string[] | undefined {
  const others = scan.view.bases.find(({ id }) => id === path)?.dependants.others
  return stepFor(scan, path)?.users ?? others?.map((one) => one.path)
}

function freeNode(): SmallNode {
  const node = littered()
  node.write('srv/other', 'x')
  for (const path of [DELETED, IDLE])
    expect(stepFor(scanOf(node), path)).toEqual({ users: [], unread: [] })
  return node
}

/** A qcow2 whose header names the data file as the node has it. */
function withDataFile(node: SmallNode, path: string, data: string): void {
  const own = node.path('/')
  node.make('qcow2', path, '8M', '-o', `data_file=${own}${data},data_file_raw=on`)
  const bytes = readFileSync(node.path(path))
  const at = bytes.indexOf(own)
  expect(at).toBeGreaterThan(0)
  bytes.fill('/', at, at + own.length)
  writeFileSync(node.path(path), bytes)
}

/** What an instance's disk or a domain's needs, in the folder that a deletion left or the idle base. */
describe.each([
  ['the data file', DATA, DELETED],
  ['the data file, a base by its name', IDLE, IDLE],
])('%s', (_, data, target) => {
  test('of a domain’s disk that was not scanned is not to be removed', () => {
    const node = freeNode()
    withDataFile(node, VM, data)
    define(node, { disks: [{ path: VM, format: 'qcow2' }] })
    expect(usersOf(scanOf(node), target)).toEqual(['etc/libvirt/qemu/own.xml'])
  })

  test('of the base of an instance, where that was not scanned', () => {
    const node = freeNode()
    withDataFile(node, VM, data)
    node.overlay(`/${VM}`, 'qcow2')
    expect(usersOf(scanOf(node), target)).toContain(VM)
  })
})

test.each([
  ['the leftover of a deletion', `${DELETED}/disk`, DELETED],
  ['a base', IDLE, IDLE],
])('%s below an unscanned base of an instance is not to be removed', (_, below, target) => {
  const node = freeNode()
  node.make('raw', `${DELETED}/disk`, '8M')
  node.make('qcow2', VM, '8M', '-u', '-b', `/${below}`, '-F', 'raw')
  node.overlay(`/${VM}`, 'qcow2')
  const scan = scanOf(node)
  expect(usersOf(scan, target)).toContain(VM)
  expect(scan.view.accounting.space.rest).toBeGreaterThanOrEqual(0)
})

describe('the extent of a VMDK with a path for its name, which QEMU reads', () => {
  /** The descriptor of a disk whose data lie in the folder that a deletion left. */
  function descriptor(node: SmallNode, name: string): string {
    node.make('vmdk', `${DELETED}/x.vmdk`, '4M', '-o', 'subformat=monolithicFlat')
    return readFileSync(node.path(`${DELETED}/x.vmdk`), 'utf8').replace('x-flat.vmdk', name)
  }

  test.each([`/${DELETED}/x-flat.vmdk`, `../${GONE}_del/x-flat.vmdk`])(
    'is not to be removed: %s',
    (name) => {
      const node = freeNode()
      node.write(DISK, descriptor(node, name))
      node.run('rm', `${FOLDER}/disk.info`)
      node.domain({ disk: 'vmdk' })
      if (!name.startsWith('/')) qemuIo(node.path(DISK), ['read -q -P 0 0 512'], 'vmdk')
      expect(stepFor(scanOf(node), DELETED)?.users).toEqual([DISK])
    },
  )

  test('nor where a domain’s disk that was not scanned has it', () => {
    const node = freeNode()
    node.write('srv/vm.vmdk', descriptor(node, `/${DELETED}/x-flat.vmdk`))
    define(node, { disks: [{ path: 'srv/vm.vmdk', format: 'vmdk' }] })
    expect(stepFor(scanOf(node), DELETED)?.users).toEqual(['etc/libvirt/qemu/own.xml'])
  })

  test('leaves everything open where it cannot be followed, and nothing where it is not there', () => {
    const node = freeNode()
    node.run('rm', `${FOLDER}/disk.info`)
    node.domain({ disk: 'vmdk' })
    node.write(DISK, descriptor(node, "json:{'driver':'file','filename':'x'}"))
    expect(stepFor(scanOf(node), DELETED)).toEqual({ users: [], unread: [DISK] })
    for (const name of ['/elsewhere/x-flat.vmdk', 'C:\\disks\\x-flat.vmdk', 'nbd:host:1']) {
      node.write(DISK, descriptor(node, name))
      expect(stepFor(scanOf(node), DELETED)).toEqual({ users: [], unread: [] })
    }
  })
})
