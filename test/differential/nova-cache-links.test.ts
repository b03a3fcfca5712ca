import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../electron/files/live-tree.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { cleanupMarkdown } from '../../shared/report/cleanup/cleanup-markdown.ts'
import { baseLog } from '../../shared/report/json/accounting-json.ts'
import { findingText } from '../../shared/report/text/finding-text.ts'
import { duOf } from '../helpers/du.ts'
import { scanOfTree } from '../helpers/node-view.ts'
import { type KnownInstance, runNova } from '../helpers/nova.ts'
import { overlayOn, temporaryFolder } from '../helpers/qemu-img.ts'
import {
  domainXml,
  IMAGE,
  INSTANCES,
  SmallNode,
  sha1,
  UUID,
  withSpace,
} from '../helpers/small-node.ts'

const NOVA = 120_000
const MONTH_HOURS = 40 * 24
const all = temporaryFolder()

const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`
const known = (n: number): KnownInstance => ({ uuid: uuid(n), number: n, image: IMAGE })

/** A node of one instance, whose base is as old as what Nova removes. */
function node(): SmallNode {
  return new SmallNode(join(mkdtempSync(join(all, 'linked-')), 'node'))
}

function idleBase(of: SmallNode, name: string): string {
  const path = `${INSTANCES}/_base/${sha1(name)}`
  of.make('raw', path, '4M')
  of.age(path, MONTH_HOURS)
  return path
}

/** An overlay at an absolute path, on a base of the node. */
function overlay(path: string, base: string): void {
  mkdirSync(dirname(path), { recursive: true })
  overlayOn(dirname(path), `/${base}`, path, '4M')
}

function link(of: SmallNode, path: string, target: string): void {
  mkdirSync(dirname(of.path(path)), { recursive: true })
  symlinkSync(target, of.path(path))
}

function scanned(of: SmallNode) {
  const scan = scanOfTree(withSpace(liveTree(of.root)))
  const plan = cleanupMarkdown(scan, 'en')
  const [steps = '', leftOut = ''] = plan.split('## Left out')
  return { ...scan, plan, steps, leftOut }
}

function stateOf(view: NodeView, path: string): string | undefined {
  return view.bases.find(({ id }) => id === path)?.cache?.kind
}

/** Files of the cache that Nova's own image cache manager leaves. */
function leftByNova(of: SmallNode, ...instances: readonly KnownInstance[]): readonly string[] {
  const instancesPath = of.path(INSTANCES)
  const [, pass] = runNova([
    { do: 'configure', instancesPath, images: {} },
    { do: 'manageCache', instances },
  ])
  return pass.left.map((name) => `${INSTANCES}/_base/${name}`)
}

describe('symlinks inside of what was opened', () => {
  const of = node()
  const bases = ['disk', 'folder', 'beside', 'shared'].map((name) => idleBase(of, name))
  const [ofDisk = '', ofFolder = '', beside = '', shared = ''] = bases
  const idle = idleBase(of, 'idle')
  overlay(of.path('data/d2'), ofDisk)
  link(of, `${INSTANCES}/${uuid(2)}/disk`, '../../../../../data/d2')
  overlay(of.path('data/vm3/disk'), ofFolder)
  link(of, `${INSTANCES}/${uuid(3)}`, '../../../../data/vm3')
  overlay(of.path(`${INSTANCES}/${uuid(4)}/disk.real`), beside)
  link(of, `${INSTANCES}/${uuid(4)}/disk`, 'disk.real')
  overlay(of.path(`${INSTANCES}/pool/d5`), shared)
  link(of, `${INSTANCES}/${uuid(5)}/disk`, '../pool/d5')
  link(of, `${INSTANCES}/${uuid(6)}/disk`, '../pool/d5')
  for (const n of [2, 3, 4, 5, 6]) {
    of.write(`etc/libvirt/qemu/${n}.xml`, domainXml(n, uuid(n), { disk: 'qcow2' }, IMAGE))
  }
  const { view, plan } = scanned(of)

  test(
    'are followed as Nova follows them: it keeps the bases below',
    () => {
      expect(bases.map((path) => stateOf(view, path))).toEqual(bases.map(() => 'in-use'))
      expect(stateOf(view, idle)).toBe('removable')
      expect(plan).not.toContain(sha1('disk'))
      expect(plan).toContain(sha1('idle'))
      const instances = [known(1), known(2), known(3), known(4), known(5), known(6)]
      const left = leftByNova(of, ...instances)
      expect(left).toEqual(expect.arrayContaining(bases))
      expect(left).not.toContain(idle)
    },
    NOVA,
  )

  test('give the instances their disks, and no folder is missed', () => {
    const rows = new Map(view.instances.map((row) => [row.uuid, row]))
    const disks = [2, 3, 4, 5, 6].map((n) => rows.get(uuid(n))?.disks.map(({ name }) => name))
    expect(disks).toEqual([['disk'], ['disk'], ['disk'], ['disk'], ['disk']])
    expect(rows.get(uuid(2))?.disks[0]).toMatchObject({
      path: 'data/d2',
      linkedAt: `${INSTANCES}/${uuid(2)}/disk`,
      chain: 'complete',
    })
    expect(rows.get(uuid(3))).toMatchObject({
      id: 'data/vm3',
      linkedAt: `${INSTANCES}/${uuid(3)}`,
    })
    expect(view.findings.map(({ code }) => code)).not.toContain('missing-folder')
  })

  test('count each byte once, where it lies: as du says of the covered places', () => {
    const { byKind } = view.totals
    const sum = Object.values(byKind).reduce((one, other) => one + other, 0)
    expect(sum).toBe(duOf(...view.covered))
    expect(view.accounting.space.rest).toBeGreaterThanOrEqual(0)
  })

  test('are not freed with the folder that they are in', () => {
    const row = view.instances.find((one) => one.uuid === uuid(2))
    const disk = row?.disks[0]?.allocated ?? Number.NaN
    expect(row?.sizes?.exclusive).toBe((row?.allocated ?? 0) - disk)
    expect(row?.sizes?.shared).toBeGreaterThanOrEqual(disk)
  })
})

describe('symlinks that leave what was opened', () => {
  test.each([
    [
      'a disk',
      'images',
      (of: SmallNode) => link(of, `${INSTANCES}/${uuid(2)}/disk`, `${of.root}.out/disk`),
    ],
    ['a folder', 'all', (of: SmallNode) => link(of, `${INSTANCES}/${uuid(2)}`, `${of.root}.out`)],
  ])(
    'at the name of %s leave every base open, and are told',
    (_, about, make) => {
      const of = node()
      const base = idleBase(of, 'out')
      overlay(`${of.root}.out/disk`, base)
      make(of)
      of.write(
        'etc/libvirt/qemu/2.xml',
        `<domain><name>instance-00000002</name><uuid>${uuid(2)}</uuid></domain>`,
      )
      const { view, steps, leftOut } = scanned(of)
      expect(stateOf(view, base)).toBe('unknown')
      expect(view.bases.find(({ id }) => id === base)?.cache?.why).toBe('unseen')
      const told = view.findings.find(({ code }) => code === 'symlink-leaves-root')
      const path = told?.subject.path ?? ''
      expect(told?.evidence).toMatchObject({
        case: about,
        target: readlinkSync(of.path(path)),
      })
      expect(view.accounting.cache?.doubts).toEqual([{ path, reason: 'link', about }])
      expect(view.findings.map(({ code }) => code)).not.toContain('missing-folder')
      expect(view.findings.map(({ code }) => code)).not.toContain('unused-base')
      expect(steps).not.toContain(sha1('out'))
      expect(steps).toContain(path)
      expect(leftOut).toContain(base)
      expect(leftByNova(of, known(1), known(2))).toContain(base)
    },
    NOVA,
  )

  test('at the name of a blank disk leave the blank files open, and no copy of an image', () => {
    const of = node()
    const base = idleBase(of, 'out')
    of.make('raw', `${INSTANCES}/_base/swap_64`, '64M')
    of.age(`${INSTANCES}/_base/swap_64`, MONTH_HOURS)
    link(of, `${INSTANCES}/${UUID}/disk.swap`, '/nowhere/disk.swap')
    const { view, plan } = scanned(of)
    expect(stateOf(view, base)).toBe('removable')
    expect(stateOf(view, `${INSTANCES}/_base/swap_64`)).toBe('unknown')
    const told = view.findings.find(({ code }) => code === 'symlink-leaves-root')
    expect(told && findingText(told)).toMatch(/so no blank swap or ephemeral disk .* as unused\.$/)
    expect(plan).toContain(sha1('out'))
    expect(plan).toMatch(/1 base that nothing seen uses .* into: .*\/disk\.swap\.$/m)
    rmSync(of.path(`${INSTANCES}/_base/swap_64`))
    expect(scanned(of).plan).not.toMatch(/into: .*disk\.swap/)
  })

  test('or go round in circles end, and those to nothing are nothing to Nova too', () => {
    const of = node()
    const base = idleBase(of, 'idle')
    link(of, `${INSTANCES}/${uuid(2)}`, 'nothing-there')
    link(of, `${INSTANCES}/${uuid(3)}/disk`, 'nothing-there')
    for (const n of [3, 5]) {
      of.write(`etc/libvirt/qemu/${n}.xml`, domainXml(n, uuid(n), { disk: 'qcow2' }, IMAGE))
    }
    expect(stateOf(scanned(of).view, base)).toBe('removable')
    link(of, `${INSTANCES}/${uuid(4)}`, '.')
    link(of, `${INSTANCES}/${uuid(5)}/disk`, 'disk')
    const { view } = scanned(of)
    expect(view.instances.map((row) => row.uuid)).not.toContain(uuid(4))
    expect(stateOf(view, base)).toBe('unknown')
  })
})

describe('an instance of which no file tells the image', () => {
  const of = node()
  rmSync(of.path('etc'), { recursive: true })
  rmSync(of.path(`${INSTANCES}/${UUID}/disk`))
  writeFileSync(of.path(`${INSTANCES}/${UUID}/disk`), '')
  truncateSync(of.path(`${INSTANCES}/${UUID}/disk`), 1 << 20)
  of.diskInfo({ disk: 'raw' })
  const base = `${INSTANCES}/_base/${sha1(IMAGE)}`
  of.age(base, MONTH_HOURS)
  const other = `${INSTANCES}/_base/${'z'.repeat(40)}`
  of.write(other, 'x', MONTH_HOURS)

  test(
    'may be made from any base: none is called unused, but what no image is called',
    () => {
      const { view, steps, leftOut } = scanned(of)
      expect(view.accounting.cache?.withoutImage).toBe(1)
      expect(view.bases.find(({ id }) => id === base)?.cache).toMatchObject({
        kind: 'unknown',
        why: 'database',
      })
      expect(stateOf(view, other)).toBe('removable')
      const unused = view.findings.filter(({ code }) => code === 'unused-base')
      expect(unused.map(({ subject }) => subject.path)).toEqual([other])
      expect(view.accounting.space.unknownCache).toBeGreaterThanOrEqual(0)
      expect(steps).not.toContain(sha1(IMAGE))
      expect(leftOut).toContain(base)
      expect(steps).toMatch(/1 base that nothing seen uses is not in this list: .*database alone/)
      expect(leftByNova(of, known(1))).toContain(base)
      expect(existsSync(of.path(other))).toBe(false)
    },
    NOVA,
  )
})

test('what a tenant uploaded to Glance leaves no base open, and a disk that does is named', () => {
  const of = node()
  const base = idleBase(of, 'idle')
  const upload = `var/lib/glance/images/${uuid(9)}`
  of.make('qcow2', upload, '4M')
  of.patch(upload, 7, 9)
  const { view } = scanned(of)
  expect(view.images.find(({ id }) => id === upload)?.chain).toBe('unreadable')
  expect(stateOf(view, base)).toBe('removable')
  const disk = `${INSTANCES}/${uuid(2)}/disk`
  mkdirSync(dirname(of.path(disk)))
  of.make('qcow2', disk, '4M')
  of.patch(disk, 7, 9)
  const odd = scanned(of).view
  expect(stateOf(odd, base)).toBe('unknown')
  expect(odd.accounting.cache?.doubts).toEqual([{ path: disk, reason: 'hidden', about: 'images' }])
})

test('another cache beside the own one is nothing to this Nova: none of its files is called unused', () => {
  const of = node()
  const conf = '[DEFAULT]\nmy_ip = 10.0.0.8\n[image_cache]\nsubdirectory_name = _base_$my_ip\n'
  of.write('etc/nova/nova.conf', conf)
  const [own, other, plain] = ['_base_10.0.0.8', '_base_10.0.0.9', '_base'].map((name) => {
    return `${INSTANCES}/${name}/${'9'.repeat(40)}`
  }) as [string, string, string]
  for (const path of [own, other, plain]) of.write(path, 'x', MONTH_HOURS)
  const { view, plan } = scanned(of)
  expect(stateOf(view, own)).toBe('removable')
  expect([stateOf(view, other), stateOf(view, plain)]).toEqual([undefined, undefined])
  const unused = view.findings.filter(({ code }) => code === 'unused-base')
  expect(unused.map(({ subject }) => subject.path)).toEqual([own])
  expect(plan).not.toContain(other)
  expect(view.accounting.space.unknownCache).toBeGreaterThan(0)
  const row = view.bases.find(({ id }) => id === other)
  expect(row && baseLog(row, view)).toEqual([])
  const configuration = of.path('etc/nova/nova.conf')
  rmSync(configuration)
  const byDefault = scanned(of).view
  expect([own, other, plain].map((path) => stateOf(byDefault, path))).toEqual([
    undefined,
    undefined,
    'removable',
  ])
})

test('a snapshots_directory elsewhere is looked into: what was left there, and what it stands on', () => {
  const of = node()
  of.write('etc/nova/nova.conf', '[libvirt]\nsnapshots_directory = /data/snap\n')
  const base = idleBase(of, 'snapshot')
  const delta = `data/snap/tmpq1w2e3r4/${'ab'.repeat(16)}.delta`
  overlay(of.path(delta), base)
  of.age(delta, 72)
  const { view, steps, leftOut } = scanned(of)
  const left = view.findings.filter(({ code }) => code === 'leftover-snapshot')
  expect(left.map(({ subject }) => subject.path)).toEqual([delta])
  const row = view.bases.find(({ id }) => id === base)
  expect(row?.cache).toMatchObject({ kind: 'unseen-only', unseenUsers: 1 })
  expect(row?.findings.map(({ code }) => code)).toEqual(['base-used-unseen'])
  expect(steps).toContain(delta)
  expect(steps).not.toContain(sha1('snapshot'))
  expect(leftOut).toContain(base)
  const sum = Object.values(view.totals.byKind).reduce((one, other) => one + other, 0)
  expect(sum).toBe(duOf(...view.covered))
})

test.each([
  ['/home', 'home/user/thesis.txt'],
  ['/home', `home/${'ab'.repeat(16)}`],
  ['/home', 'home/tmpq1w2e3r4/thesis.txt'],
  ['/var/lib/glance/images', `var/lib/glance/images/${IMAGE}`],
  [`/${INSTANCES}/${UUID}`, `${INSTANCES}/${UUID}/${'ab'.repeat(16)}`],
])('with a snapshots_directory of %s no clean-up is proposed for %s', (configured, path) => {
  const of = node()
  const before = scanned(of).view.instances.map(({ id }) => id)
  of.write('etc/nova/nova.conf', `[libvirt]\nsnapshots_directory = ${configured}\n`)
  of.write(path, 'x')
  of.age(path, MONTH_HOURS)
  const { view, plan } = scanned(of)
  expect(view.instances.map(({ id }) => id)).toEqual(before)
  expect(view.findings.filter(({ subject }) => subject.path.startsWith(path))).toEqual([])
  expect(plan).not.toContain(path)
  const sum = Object.values(view.totals.byKind).reduce((one, other) => one + other, 0)
  expect(sum).toBe(duOf(...view.covered))
})
