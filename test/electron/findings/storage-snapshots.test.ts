import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { viewOfTree } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  UUID,
  withSpace,
} from '../../helpers/trees/small-node.ts'
import { node, viewOf } from '../../helpers/trees/spoiled-node.ts'

const all = temporaryFolder()

/** A node with a copy of an instance in a folder, as a snapshot of the share has it. */
function copied(place: string): SmallNode {
  const made = node()
  const copy = `${INSTANCES}/${place}/${UUID}`
  mkdirSync(made.path(copy), { recursive: true })
  made.make('qcow2', `${copy}/disk.before`, '16M', '-u', '-b', `/${DISK}`, '-F', 'qcow2')
  made.write(`${copy}/disk`, new Uint8Array(2 << 20))
  return made
}
const told = (made: SmallNode, type: string) =>
  viewOf(made, { type }).findings.map(({ code, evidence }) => [code, evidence['folder']])

test.each([
  ['nfs4', '.snapshot/hourly.0'],
  ['nfs', '.zfs/snapshot/daily'],
  ['cifs', '~snapshot/nightly'],
  ['smb3', '.snapshot/nightly'],
  ['zfs', '.zfs/snapshot/daily'],
])('on %s in %s, once, and no image in them', (type, place) => {
  const view = viewOf(copied(place), { type })
  const folder = `${INSTANCES}/${place.split('/')[0]}`
  expect(view.findings).toMatchObject([
    {
      code: 'foreign-files',
      severity: 'info',
      subject: { kind: 'folder', path: INSTANCES },
      evidence: { case: 'snapshots', count: 1, folder },
    },
  ])
  const listed = view.others.listed.filter(({ path }) => path.startsWith(folder))
  expect(listed.map(({ path, role, allocated }) => [path, role, allocated])).toEqual([
    [folder, 'storage-snapshot', 0],
  ])
  expect([view.images.length, view.instances.length]).toEqual([1, 1])
  const [found] = view.findings
  expect(found && findingCommands(found, (path) => path).join()).toContain(folder)
})

test.each(['ext4', 'xfs', 'btrfs', 'fuse.sshfs'])(
  'not on %s, by the name alone: what is in use there keeps its base',
  (type) => {
    const made = node()
    for (const name of ['.snapshot', '~snapshot', '.zfs', '.snapshots']) {
      mkdirSync(made.path(`${INSTANCES}/${name}/x`), { recursive: true })
      const path = `${INSTANCES}/${name}/x/live.qcow2`
      made.make('qcow2', path, '16M', '-u', '-b', `/${BASE}`, '-F', 'raw')
    }
    const { bases, findings } = viewOf(made, { type })
    expect(bases[0]?.overlays).toHaveLength(5)
    expect(findings.filter(({ evidence }) => evidence['case'] === 'snapshots')).toEqual([])
  },
)

test('nor by a name that the file system does not use: ~snapshot over NFS, .snapshot on ZFS', () => {
  expect(told(copied('.snapshot/hourly.0'), 'nfs4')).toEqual([
    ['foreign-files', `${INSTANCES}/.snapshot`],
  ])
  expect(told(copied('~snapshot/nightly'), 'nfs4')).not.toContainEqual([
    'foreign-files',
    `${INSTANCES}/~snapshot`,
  ])
  expect(told(copied('.snapshot/hourly.0'), 'zfs')).not.toContainEqual([
    'foreign-files',
    `${INSTANCES}/.snapshot`,
  ])
})

test.each([
  ['of a name that nothing above has', 'mine', 'live.qcow2'],
  ['in a folder as deep as any', 'mine/deeper', 'live.qcow2'],
  ['beside an empty folder', '', 'live.qcow2'],
])('nor over NFS where people made it, and have an image in it %s', (_, below, name) => {
  const made = node()
  const folder = `${INSTANCES}/.snapshot`
  mkdirSync(made.path(`${folder}/empty`), { recursive: true })
  mkdirSync(made.path(`${folder}/${below}`), { recursive: true })
  made.make('qcow2', `${folder}/${below}/${name}`, '16M', '-u', '-b', `/${BASE}`, '-F', 'raw')
  const { bases, findings } = viewOf(made, { type: 'nfs4' })
  expect(bases[0]?.overlays).toHaveLength(2)
  expect(findings.filter(({ evidence }) => evidence['case'] === 'snapshots')).toEqual([])
})

test('not where a file lies beside them, which the storage would not have there', () => {
  const made = copied('.snapshot/hourly.0')
  const path = `${INSTANCES}/.snapshot/live.qcow2`
  made.make('qcow2', path, '16M', '-u', '-b', `/${BASE}`, '-F', 'raw')
  expect(viewOf(made, { type: 'nfs4' }).bases[0]?.overlays.length).toBeGreaterThan(1)
})

/** What rows and totals come to. */
const sums = ({ instances, totals }: NodeView) => [
  instances.map(({ allocated, sizes, fileCount }) => ({ allocated, sizes, fileCount })),
  totals.allocated,
  totals.byKind,
]

test('once where every folder has them, with what of them no deletion frees in no sum', () => {
  const made = node()
  const before = viewOf(made, { type: 'nfs4' })
  const folder = `${INSTANCES}/${UUID}`
  for (const place of [INSTANCES, folder])
    mkdirSync(made.path(`${place}/.snapshot/h`), { recursive: true })
  mkdirSync(made.path(`${INSTANCES}/.snapshot/h/_base`))
  made.write(`${folder}/.snapshot/h/disk`, new Uint8Array(5 << 20))
  const view = viewOf(made, { type: 'nfs4' })
  expect(view.findings.map(({ evidence }) => evidence)).toEqual([
    { case: 'snapshots', count: 2, folder: `${INSTANCES}/.snapshot` },
  ])
  expect(sums(view)).toEqual(sums(before))
})

test("in libvirt's folder of images, of which no link in them leaves a base open", () => {
  const made = node()
  const images = 'var/lib/libvirt/images'
  const copy = `${images}/.snapshot/daily`
  mkdirSync(made.path(copy), { recursive: true })
  made.write(`${images}/d2`, 'notes')
  made.make('qcow2', `${copy}/d2`, '16M', '-u', '-b', '/gone/x', '-F', 'raw')
  symlinkSync('/srv/vms/u.qcow2', made.path(`${copy}/u.qcow2`))
  const view = viewOf(made, { type: 'nfs4' })
  expect(view.findings).toMatchObject([
    { code: 'foreign-files', subject: { path: images }, evidence: { case: 'snapshots' } },
  ])
  expect(view.images).toHaveLength(1)
})

test.each([
  ['a folder with a cache in it', '_base'],
  ['a folder of images', 'vms'],
  ["Glance's store", OTHER_IMAGE],
])('of %s that is opened by itself', (_what, name) => {
  const folder = mkdtempSync(join(all, 'opened-'))
  const isStore = name === OTHER_IMAGE
  const copy = join(folder, '.snapshot', 'h0', isStore ? '' : name)
  mkdirSync(copy, { recursive: true })
  qemuImg(
    copy,
    'create',
    '-q',
    '-f',
    'qcow2',
    '-u',
    '-b',
    '/gone/x',
    '-F',
    'raw',
    OTHER_IMAGE,
    '16M',
  )
  if (!isStore) mkdirSync(join(folder, name))
  qemuImg(isStore ? folder : join(folder, name), 'create', '-q', '-f', 'qcow2', OTHER_IMAGE, '16M')
  const view = viewOfTree(withSpace(liveTree(folder), { type: 'nfs4' }))
  expect(view.findings.filter(({ subject }) => !subject.path.startsWith('_base'))).toMatchObject([
    {
      code: 'foreign-files',
      subject: { kind: 'folder', path: '' },
      evidence: { case: 'snapshots', count: 1, folder: '.snapshot' },
    },
  ])
  const inSnapshots = view.others.listed.filter(({ path }) => path.startsWith('.snapshot'))
  expect(inSnapshots.map(({ path, allocated }) => [path, allocated])).toEqual([['.snapshot', 0]])
  expect(view.images).toHaveLength(name === '_base' ? 0 : 1)
})
