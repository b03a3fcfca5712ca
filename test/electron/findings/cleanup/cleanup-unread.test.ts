import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps, type PlanSource } from '../../../../shared/analysis/cleanup/plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planRows, planSummary } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { savedDomain } from '../../../helpers/nova/saved-domain.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { shut } from '../../../helpers/trees/shut-tree.ts'
import {
  DISK,
  DOMAIN,
  FOLDER,
  INSTANCES,
  type SmallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { define, OWN_XML } from '../domain-on.ts'
import { GONE, IDLE, littered, PART, released } from './littered-node.ts'

const CUT = '<domain type="kvm"><name>x</name><devices>'
const KEPT = `${INSTANCES}/_base/kept.img.orig`
const DELETED = `${INSTANCES}/${GONE}_del`
const RESIZED = `${INSTANCES}/${UUID}_resize`
const RESCUE = `${FOLDER}/disk.rescue`
const TEMPORARY = `${INSTANCES}/tmpabcdef12`

/** What a plan may offer beside bases, which something unread leaves open by themselves. */
const OFFERED = [TEMPORARY, PART, KEPT, RESCUE, DELETED, RESIZED]

function withKept(): SmallNode {
  const node = littered()
  node.write(KEPT, 'x'.repeat(4096), 240)
  return node
}

function commandsOf(scan: PlanSource): readonly string[] {
  return planRows(scan, 0, 100).flatMap(({ at }) => planStep(scan, at)?.remove ?? [])
}

function unreadOf(scan: PlanSource, path: string): readonly string[] | undefined {
  return cleanupSteps(scan).find((step) => step.path === path || step.targets.includes(path))
    ?.unread
}

/** Of each of these the plan says why it has no command. */
function expectWithheld(scan: PlanSource, by: string): void {
  for (const path of OFFERED) expect(unreadOf(scan, path)).toEqual([by])
  expect(new Set(planRows(scan, 0, 100).map(({ gate }) => gate))).toEqual(new Set(['unread']))
  expect(commandsOf(scan)).toEqual([])
  expect(planSummary(scan, 'en')).toMatchObject({ total: { given: 0 }, preparation: [] })
}

test('each of these has a command where everything could be read', () => {
  const scan = withKept().scan()
  for (const path of OFFERED) expect(unreadOf(scan, path)).toEqual([])
  for (const path of OFFERED) expect(commandsOf(scan).join('\n')).toContain(path)
})

test('what a folder frees is not known where something is mounted in it: that is counted there too, and stays', () => {
  const node = withKept()
  const fault = { code: 'not-a-file', path: DELETED, errno: 'EISDIR' } as const
  const at = { path: `${DELETED}/sub`, dev: 1, identity: '1:2', isFolder: true, length: 0 }
  const scan = scanOfTree(liveTree(node.root), {
    lookup: (path) =>
      path === DELETED ? { kind: 'fault', fault, folders: [], mounts: [at] } : { kind: 'absent' },
  })
  const stepAt = (path: string) => cleanupSteps(scan).find((step) => step.path === path)
  expect(stepAt(DELETED)).not.toHaveProperty('frees')
  expect(stepAt(RESIZED)?.frees).toBeGreaterThan(0)
  expect(planSummary(scan, 'en').total).toMatchObject({ unknown: 1 })
})

describe('domain XML that cannot be understood may name any file', () => {
  test.each([
    'etc/libvirt/qemu/own.xml',
    'run/libvirt/qemu/own.xml',
    'var/lib/libvirt/qemu/snapshot/own/one.xml',
    'var/lib/libvirt/qemu/checkpoint/own/one.xml',
  ])('at %s', (path) => {
    const node = withKept()
    node.write(path, CUT)
    expectWithheld(node.scan(), path)
  })

  test('in a file of memory that libvirt saved', () => {
    const node = withKept()
    const path = 'var/lib/libvirt/qemu/save/own.save'
    node.write(path, savedDomain(CUT))
    expectWithheld(node.scan(), path)
  })

  test('where it is a symlink that leads out of what was opened', () => {
    const node = withKept()
    const path = 'etc/libvirt/qemu/own.xml'
    symlinkSync('../../../../elsewhere.xml', node.path(path))
    expectWithheld(node.scan(), path)
  })

  const OWN = `${FOLDER}/libvirt.xml`

  test('in the folder of an instance of which libvirt tells nothing', () => {
    const node = withKept()
    node.run('rm', DOMAIN)
    node.write(OWN, CUT)
    expectWithheld(node.scan(), OWN)
  })

  test('there also where libvirt tells, as what it names is kept where it can be understood', () => {
    const node = withKept()
    node.write(OWN, CUT)
    expectWithheld(node.scan(), OWN)
  })

  test.each([
    ['a snapshot', 'var/lib/libvirt/qemu/snapshot/instance-00000001/one.xml', CUT],
    ['saved memory', 'var/lib/libvirt/qemu/save/instance-00000001.save', savedDomain(CUT)],
  ])('of a domain that libvirt defines: %s', (_, path, text) => {
    const node = withKept()
    node.write(path, text)
    expectWithheld(node.scan(), path)
  })

  test('nor for the folder that it lies in and goes with', () => {
    const node = withKept()
    const path = `${DELETED}/libvirt.xml`
    node.write(path, CUT, 48)
    const scan = node.scan()
    expect(unreadOf(scan, DELETED)).toEqual([])
    expect(unreadOf(scan, RESIZED)).toEqual([path])
  })
})

describe('what could not be read may need what the plan is about', () => {
  const XML = 'etc/libvirt/qemu'
  const SNAPSHOTS = 'var/lib/libvirt/qemu/snapshot'
  const SAVES = 'var/lib/libvirt/qemu/save'
  const OTHER = `${INSTANCES}/dddddddd-0000-4000-8000-000000000004`

  test.each([
    ['the folder of the XML', XML],
    ['one XML', DOMAIN],
    ['the folder of snapshots', SNAPSHOTS],
    ['that of one guest’s snapshots', `${SNAPSHOTS}/own`],
    ['the folder of saved memory', SAVES],
    ['the folder of an instance', OTHER],
    ['the disk of an instance', DISK],
    ['a snapshot that Nova works on', `${INSTANCES}/snapshots/tmpabcdef99`],
  ])('%s', (_, path) => {
    const node = withKept()
    for (const folder of [`${SNAPSHOTS}/own`, SAVES, OTHER, `${INSTANCES}/snapshots/tmpabcdef99`])
      mkdirSync(node.path(folder), { recursive: true })
    const scan = scanOfTree(shut(liveTree(node.root), path))
    for (const one of OFFERED) expect(unreadOf(scan, one)).toContain(path)
    expect(commandsOf(scan)).toEqual([])
  })

  test('the image cache', () => {
    const node = withKept()
    const path = `${INSTANCES}/_base`
    const scan = scanOfTree(shut(liveTree(node.root), path))
    for (const one of [TEMPORARY, RESCUE, DELETED]) expect(unreadOf(scan, one)).toEqual([path])
    expect(commandsOf(scan)).toEqual([])
  })

  test('but no configuration: that names none of it', () => {
    const node = withKept()
    node.write('etc/nova/nova.conf', '[DEFAULT]\n')
    const scan = scanOfTree(shut(liveTree(node.root), 'etc/nova/nova.conf'))
    for (const one of [TEMPORARY, RESCUE, DELETED]) expect(unreadOf(scan, one)).toEqual([])
  })

  test('nor what lies in what goes', () => {
    const node = withKept()
    const inner = `${DELETED}/inner`
    node.write(`${inner}/disk`, 'x', 48)
    const scan = scanOfTree(shut(liveTree(node.root), inner))
    expect(unreadOf(scan, DELETED)).toEqual([])
    expect(unreadOf(scan, RESCUE)).toEqual([inner])
  })
})

describe('the XML of a pool that nobody could read may name any folder, and no file', () => {
  const POOL = 'etc/libvirt/storage/own.xml'

  test('where it cannot be understood', () => {
    const node = withKept()
    node.write(POOL, '<pool type="dir">')
    const scan = node.scan()
    for (const path of [DELETED, RESIZED]) expect(unreadOf(scan, path)).toEqual([POOL])
    for (const path of [PART, KEPT, RESCUE]) expect(unreadOf(scan, path)).toEqual([])
  })

  test('where it could not be opened', () => {
    const node = withKept()
    node.write(POOL, '<pool type="dir"><name>own</name></pool>')
    const scan = scanOfTree(shut(liveTree(node.root), POOL))
    expect(unreadOf(scan, DELETED)).toEqual([POOL])
    expect(unreadOf(scan, RESCUE)).toEqual([])
  })
})

test.each([
  ['en', 'No command is given: what could not be read, followed or understood may need this: '],
  ['zh-CN', '不给出命令：有内容无法读取、跟随或理解，可能需要它：'],
] as const)('copies say why with each step, and name three of many, in %s', (language, words) => {
  const node = withKept()
  for (const name of ['a', 'b', 'c', 'd']) node.write(`etc/libvirt/qemu/${name}.xml`, CUT)
  const scan = node.scan()
  const { length } = cleanupSteps(scan)
  for (const text of [cleanupMarkdown(scan, language), cleanupScript(scan, language)]) {
    expect(text.split(words)).toHaveLength(length + 1)
    expect(text).toMatch(
      /a\.xml(?:, |、)etc\/libvirt\/qemu\/b\.xml(?:, |、)etc\/libvirt\/qemu\/c\.xml( and others| 等)/,
    )
    expect(released(text)).not.toMatch(/&& rm /)
  }
})

test('a disk of Nova’s name that a symlink has elsewhere leaves bases open, and nothing else', () => {
  const node = withKept()
  symlinkSync('/elsewhere/disk.local', node.path(`${FOLDER}/disk.local`))
  for (const path of OFFERED) expect(unreadOf(node.scan(), path)).toEqual([])
})

describe('what nobody has needs nothing, and leaves bases open alone', () => {
  const DAMAGED = Uint8Array.of(0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3)

  function expectBasesOpen(scan: PlanSource): void {
    for (const path of OFFERED) expect(unreadOf(scan, path)).toEqual([])
    expect(unreadOf(scan, IDLE)).toBeUndefined()
    expect(scan.view.bases.find(({ id }) => id === IDLE)?.cache?.why).toBe('unseen')
  }

  test.each([
    ['an image beside the instances', `${INSTANCES}/own.qcow2`],
    ['a base', `${INSTANCES}/_base/${'f'.repeat(40)}`],
  ])('%s with a header that is not sound', (_, path) => {
    const node = withKept()
    node.write(path, DAMAGED, 240)
    expectBasesOpen(node.scan())
  })

  test.each([
    ['a base', IDLE.replace(/.$/, 'x'), 'file'],
    ['a file that somebody keeps', `${INSTANCES}/own.qcow2`, 'file'],
    ['a folder of somebody’s', `${INSTANCES}/backup`, 'folder'],
  ] as const)('%s that may not be opened', (_, path, kind) => {
    const node = withKept()
    if (kind === 'folder') mkdirSync(node.path(path))
    else node.make('qcow2', path, '8M')
    expectBasesOpen(scanOfTree(shut(liveTree(node.root), path)))
  })

  test('but the disk that a domain has, or stands on, may need anything, wherever it lies', () => {
    for (const backing of [false, true]) {
      const node = withKept()
      const path = `${INSTANCES}/own.qcow2`
      node.write(path, DAMAGED, 240)
      const top = `${INSTANCES}/top.qcow2`
      if (backing) node.make('qcow2', top, '8M', '-u', '-b', `/${path}`, '-F', 'qcow2')
      define(node, { disks: [{ path: backing ? top : path, format: 'qcow2' }] })
      for (const one of OFFERED) expect(unreadOf(node.scan(), one)).toEqual([OWN_XML])
    }
  })

  test('and so may an image of somebody’s own with a name below it that nobody can follow', () => {
    const node = withKept()
    const path = `${INSTANCES}/own.qcow2`
    node.make('qcow2', path, '8M', '-u', '-b', 'json:{"driver":"throttle"}', '-F', 'raw')
    for (const one of OFFERED) expect(unreadOf(node.scan(), one)).toEqual([path])
  })
})

test.each([INSTANCES, `${INSTANCES}/_base`])(
  'nothing has a file in lost+found, in %s',
  (folder) => {
    const node = withKept()
    const path = `${folder}/lost+found`
    mkdirSync(node.path(path), { mode: 0o700 })
    const scan = scanOfTree(shut(liveTree(node.root), path))
    expect(scan.view.totals.unreadable).toBe(1)
    for (const one of [...OFFERED, IDLE]) expect(unreadOf(scan, one)).toEqual([])
  },
)

test.each([
  'json:{"driver":"host_device","filename":"/dev/vg/x"}',
  'json:{"driver":"raw","file":{"driver":"rbd","pool":"vms","image":"x"}}',
  'host_device:/dev/vg/x',
])('what is on no file of the node leaves nothing open: %s', (name) => {
  const node = withKept()
  node.make('qcow2', `${FOLDER}/disk.swap`, '8M', '-u', '-b', name, '-F', 'raw')
  for (const one of [...OFFERED, IDLE]) expect(unreadOf(node.scan(), one)).toEqual([])
})
