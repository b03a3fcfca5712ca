import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../shared/analysis/cleanup/step.ts'
import { savedDomain } from '../../helpers/nova/saved-domain.ts'
import { overlayOn } from '../../helpers/programs/qemu-img.ts'
import { scanWhole } from '../../helpers/scan/whole-scan.ts'
import {
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'

const STATE = 'var/lib/libvirt/qemu'
const IDLE = `${INSTANCES}/_base/${sha1('idle')}`
/** A node with a base that is old enough to go. */
function node(): SmallNode {
  const made = smallNode()
  made.make('raw', IDLE, '4M')
  made.age(IDLE, 40 * 24)
  return made
}

const removable = (made: SmallNode) =>
  cleanupSteps(scanWhole(made.root))
    .filter(isRemovable)
    .map(({ path }) => path)

/** What is found on a node, whichever folder it is in. */
function saidOf(made: SmallNode) {
  const { findings, bases } = scanWhole(made.root).view
  return {
    removable: removable(made),
    findings,
    users: bases.map(({ dependants }) => dependants),
  }
}

/** A domain of somebody's own, on the idle base. */
const own = `<domain type="kvm"><name>own</name><uuid>99999999-1111-4222-8333-444444444444</uuid>
  <devices><disk type="file"><driver type="raw"/><source file="/${IDLE}"/></disk></devices></domain>`

/** What is kept of a guest, by the place at which libvirt looks for it. */
const KEPT: readonly (readonly [string, string | Uint8Array])[] = [
  ['etc/libvirt/qemu/own.xml', own],
  ['run/libvirt/qemu/own.xml', `<domstatus state="running">${own}</domstatus>`],
  [`${STATE}/save/own.save`, savedDomain(own)],
  [`${STATE}/snapshot/own/s.xml`, `<domainsnapshot><name>s</name>${own}</domainsnapshot>`],
  [`${FOLDER}/libvirt.xml`, own.replace(/<uuid>.*<\/uuid>/, `<uuid>${UUID}</uuid>`)],
]

/** Makes a symlink at the place of what libvirt keeps, which libvirt follows. */
function link(made: SmallNode, path: string, target: string): void {
  mkdirSync(dirname(made.path(path)), { recursive: true })
  symlinkSync(target, made.path(path))
}

describe.each(KEPT)('a symlink at %s', (path, content) => {
  test.each([
    ['what the guest needs', content],
    ['no such text', 'nothing of the kind'],
  ])('says as a file there would: %s', (_, text) => {
    const [plain, linked] = [node(), node()]
    plain.write(path, text)
    link(linked, path, '/data/kept')
    linked.write('data/kept', text)
    expect(saidOf(linked)).toEqual(saidOf(plain))
    if (text === content) expect(saidOf(linked).removable).toEqual([])
  })

  test('leaves every base open where it leads out of what was opened', () => {
    const made = node()
    made.write('../kept', content)
    link(made, path, join(made.root, '../kept'))
    expect(removable(made)).toEqual([])
    const { findings, bases } = scanWhole(made.root).view
    expect(findings.map(({ code, subject }) => [code, subject.path])).toEqual([
      ['symlink-leaves-root', path],
    ])
    expect(bases.find(({ id }) => id === IDLE)?.cache?.why).toBe('unseen')
  })

  test.each([
    ['a folder', '/data', ['unreadable']],
    ['itself', baseOf(path), ['symlink-loop', 'unreadable']],
  ])('does the same where it leads to %s', (_, target, codes) => {
    const made = node()
    made.write('data/kept', content)
    link(made, path, target)
    expect(removable(made)).toEqual([])
    const found = scanWhole(made.root).view.findings.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(found))
    expect(found.length).toBeGreaterThan(0)
  })

  test('leaves nothing open where nothing is there, for libvirt either', () => {
    const made = node()
    link(made, path, 'gone')
    expect(removable(made)).toEqual([IDLE])
  })
})

describe('a folder behind an absolute symlink, of which the target lies in the node', () => {
  const images = (made: SmallNode, file: string) => {
    made.write('data/images/other.img', 'x')
    mkdirSync(made.path('srv'))
    symlinkSync('/data/images', made.path('srv/images'))
    made.write(
      'etc/libvirt/qemu/own.xml',
      own.replace(`/${IDLE}`, `/srv/images/${file}`).replace('"raw"', '"qcow2"'),
    )
  }

  test('leaves nothing open for a disk that is not there, as none does that is nowhere on the node', () => {
    const made = node()
    images(made, 'gone.qcow2')
    expect(removable(made)).toEqual([IDLE])
  })

  test('leaves bases open where the target itself is not there', () => {
    const made = node()
    images(made, 'gone.qcow2')
    rmSync(made.path('data'), { recursive: true })
    expect(removable(made)).toEqual([])
  })

  test('has the disk that is there, with what that stands on', () => {
    const made = node()
    images(made, 'disk.qcow2')
    overlayOn(made.root, `/${IDLE}`, 'data/images/disk.qcow2', '4M')
    expect(removable(made)).toEqual([])
    const named = saidOf(made).users.flatMap(({ others }) => others.map(({ path }) => path))
    expect(named).toEqual(['etc/libvirt/qemu/own.xml'])
  })
})

test('an instance is what its domain says behind a symlink, and its memory is of no known size there', () => {
  const made = node()
  const save = `${STATE}/save/instance-00000001.save`
  made.write(save, savedDomain(domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)))
  const before = scanWhole(made.root)
  mkdirSync(made.path('data'))
  for (const [path, to] of [
    [DOMAIN, 'data/domain'],
    [save, 'data/memory'],
  ] as const) {
    renameSync(made.path(path), made.path(to))
    symlinkSync(`/${to}`, made.path(path))
  }
  const { view, travelOf } = scanWhole(made.root)
  expect(view.instances[0]?.identity).toEqual(before.view.instances[0]?.identity)
  expect(view.findings).toEqual(before.view.findings)
  const [row] = view.instances
  const needed = row && travelOf(row)?.needed.find(({ kind }) => kind === 'memory')
  expect(needed).toEqual({ path: save, kind: 'memory', otherUsers: 0 })
})

test.each([
  ['inside', '/data/own'],
  ['outside', '/nowhere/own'],
])(
  'a folder of a guest’s snapshots that lies elsewhere, %s, leaves every base open',
  (_, target) => {
    const made = node()
    made.write('data/own/s.xml', `<domainsnapshot><name>s</name>${own}</domainsnapshot>`)
    link(made, `${STATE}/snapshot/own`, target)
    expect(removable(made)).toEqual([])
  },
)

test('a symlink at a pool’s definition is followed, and so are those that Nova reads', () => {
  const made = node()
  const volume = '<disk type="volume"><driver type="qcow2"/><source pool="p" volume="x"/></disk>'
  made.write('etc/libvirt/qemu/own.xml', own.replace(/<disk.*<\/disk>/, volume))
  made.write('data/readme', '')
  made.make('qcow2', 'data/x', '4M')
  expect(removable(made)).toEqual([])
  made.write(
    'etc/p.xml',
    '<pool type="dir"><name>p</name><target><path>/data</path></target></pool>',
  )
  link(made, 'etc/libvirt/storage/p.xml', '/etc/p.xml')
  expect(removable(made)).toEqual([IDLE])
  const { view } = scanWhole(made.root)
  renameSync(made.path(`${FOLDER}/disk.info`), made.path('data/disk.info'))
  symlinkSync('/data/disk.info', made.path(`${FOLDER}/disk.info`))
  expect(scanWhole(made.root).view.instances[0]?.disks).toEqual(view.instances[0]?.disks)
})

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
