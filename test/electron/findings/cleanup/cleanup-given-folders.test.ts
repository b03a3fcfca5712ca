import { symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../../shared/analysis/cleanup/step.ts'
import { baseNameOf } from '../../../../shared/files/paths.ts'
import { scanWhole } from '../../../helpers/scan/whole-scan.ts'
import { FOLDER, INSTANCES, type SmallNode, UUID } from '../../../helpers/trees/small-node.ts'
import { OWN_XML } from '../domain-on.ts'
import { GONE, IDLE, LOST, littered, PART } from './littered-node.ts'

const OWN = '99999999-1111-4222-8333-444444444444'
const CACHE = `${INSTANCES}/_base`

function own(node: SmallNode, devices: string, beside = '', uuid = OWN): void {
  node.write(
    OWN_XML,
    `<domain type="kvm"><name>own</name><uuid>${uuid}</uuid><os><type>hvm</type></os>${beside}
    <devices>${devices}</devices></domain>`,
  )
}

/** Targets of steps that have a command, and of those that the domain holds back. */
function planOf(node: SmallNode) {
  const steps = cleanupSteps(scanWhole(node.root))
  const paths = (of: typeof steps) => of.flatMap(({ targets }) => targets).sort()
  return {
    given: paths(steps.filter(isRemovable)),
    held: paths(steps.filter(({ users }) => users.includes(OWN_XML))),
  }
}

const shared = (path: string) => `<filesystem type="mount"><source dir="${path}"/></filesystem>`

describe('all that is in a folder which a guest is given is in use', () => {
  test.each([
    ['as a file system', shared(`/${CACHE}`), ''],
    ['by a name with a slash behind', shared(`/${CACHE}/`), ''],
    ['as a disk', `<disk type="dir"><source dir="/${CACHE}"/></disk>`, ''],
    [
      'by arguments of qemu',
      '',
      `<qemu:commandline><qemu:arg value="-fsdev"/><qemu:arg value="local,id=a,path=/${CACHE}"/></qemu:commandline>`,
    ],
    [
      'as the files of a disk',
      '',
      `<qemu:commandline><qemu:arg value="file=fat:rw:/${CACHE},if=none"/></qemu:commandline>`,
    ],
    ['through a symlink', shared('/srv/cache'), ''],
  ])('%s', (_, devices, beside) => {
    const node = littered()
    node.write('srv/readme', '')
    symlinkSync(`/${CACHE}`, node.path('srv/cache'))
    own(node, '')
    expect(planOf(node).given).toEqual(expect.arrayContaining([IDLE, PART]))
    own(node, devices, beside)
    const { given, held } = planOf(node)
    expect(given.filter((path) => path.startsWith(CACHE))).toEqual([])
    expect(held).toContain(PART)
    // Of the base it is said that it is in use, as of any other.
    const base = scanWhole(node.root).view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map(({ path }) => path)).toEqual([OWN_XML])
  })

  test('an instance’s folder too, and one of which it is given a part', () => {
    const node = littered()
    own(node, shared(`/${INSTANCES}/${GONE}_del`) + shared(`/${INSTANCES}/${LOST}/data`))
    expect(planOf(node).held).toEqual([`${INSTANCES}/${GONE}_del`, `${INSTANCES}/${LOST}`])
  })

  test('no file of the cache that only bears the name of a folder elsewhere, as a base below a disk may', () => {
    const node = littered()
    own(node, shared(`/srv/${baseNameOf(IDLE)}`))
    const { given, held } = planOf(node)
    expect([given.includes(IDLE), held]).toEqual([true, []])
  })

  test('everything, where that is what all of it lies in', () => {
    const node = littered()
    own(node, shared('/var/lib'))
    expect(planOf(node).given).toEqual([])
  })
})

test('a container’s own folder holds back nothing that a rescue left in it', () => {
  const node = littered()
  own(node, shared(`/${FOLDER}/rootfs`), '', UUID)
  expect(planOf(node).given).toContain(`${FOLDER}/disk.rescue`)
  expect(planOf(node).held).toEqual([])
})

describe('where a guest sees a folder is not a place of the host', () => {
  const share = (source: string, target: string) =>
    `<filesystem type="mount" accessmode="passthrough"><source dir="${source}"/>${target}</filesystem>`

  test.each([
    ['the root of a container, as Nova writes it', '<target dir="/"/>'],
    ['a folder that the host has as well', '<target dir="/var/lib"/>'],
    ['a name for it, which begins as a path does', `<target dir="/${CACHE}"/>`],
  ])('%s', (_, target) => {
    const node = littered()
    own(node, '')
    const before = planOf(node)
    own(node, share('/srv/share', target))
    expect(planOf(node)).toEqual(before)
    own(node, share(`/${CACHE}`, target))
    expect(planOf(node).held).toContain(PART)
  })

  test('nor in what an old release of Nova wrote of its own container', () => {
    const node = littered()
    const before = planOf(node)
    const xml = `<domain type="lxc"><name>instance-00000001</name><uuid>${UUID}</uuid><devices>
      ${share(`/${FOLDER}/rootfs`, '<target dir="/"/>')}</devices></domain>`
    node.write(`${FOLDER}/libvirt.xml`, xml)
    expect(planOf(node)).toEqual(before)
  })
})

test('a folder in a text that a guest’s owner writes holds back nothing', () => {
  const node = littered()
  own(node, '', `<metadata><x:name xmlns:x="x">/${INSTANCES}</x:name></metadata>`)
  expect(planOf(node).given).toContain(IDLE)
})
