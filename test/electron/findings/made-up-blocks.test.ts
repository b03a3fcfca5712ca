import { mkdtempSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { userShare } from '../../../shared/analysis/accounting/user-share.ts'
import { waitingOf } from '../../../shared/analysis/cleanup/waiting.ts'
import { planOf } from '../../../shared/analysis/cleanup/whole-plan.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { textOf } from '../../helpers/text-of.ts'
import {
  BASE,
  DISK,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  SmallNode,
  STORE,
  UUID,
} from '../../helpers/trees/small-node.ts'

const GiB = 1024 ** 3
const SSHFS = { type: 'fuse.sshfs', blocksTrusted: false }
const CEPHFS = { type: 'ceph', blocksTrusted: false, blocksAlike: true } as const
const EPHEMERAL = `${FOLDER}/disk.eph0`
const all = temporaryFolder()

/** A disk on a raw base, and one that is a sparse raw file, whose blocks no table tells. */
function nodeOn(space: Partial<FileSystemStat>) {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  node.make('raw', EPHEMERAL, '1G')
  node.diskInfo({ disk: 'qcow2', 'disk.eph0': 'raw' })
  node.domain({ disk: 'qcow2', 'disk.eph0': 'raw' })
  return { node, view: node.view(space) }
}

test('no sum has bytes that a file system makes up, and each says that it is at least so much', () => {
  const { view } = nodeOn(SSHFS)
  const { totals } = view
  // The raw base and the raw disk; texts of a few bytes have no holes.
  expect(totals.madeUp).toBe(2)
  expect(totals.byKind.bases).toBeLessThan(65536)
  const text = nodeText(view)
  expect(text).toMatch(/Allocated +>= .*without 2 files of which the file system does not tell/)
  expect(text).toMatch(/base files +>= /)
  expect(text).toMatch(/Over-commit +>= 1[56]\.\d MiB .*1 not counted: what is written of them/)
})

test('what stands on a base of unknown bytes has no share of it that is known', () => {
  const { view } = nodeOn(SSHFS)
  const [row] = view.instances
  const base = view.bases.find(({ id }) => id === BASE)
  expect(row?.isUncounted).toBe(true)
  expect(row?.disks.find(({ path }) => path === DISK)?.sizes).not.toHaveProperty('amortised')
  expect(base && userShare(base)).toBeUndefined()
  expect(base?.isExclusiveAtLeast).toBe(true)
})

test('what is known of a folder is told, and that it may take more', () => {
  const { view } = nodeOn(SSHFS)
  const [row] = view.instances
  const report = textOf(nodeJson({ view }, { name: 'cowscope', version: '1' }))
  const [shown] = nodeReportSchema.parse(JSON.parse(report)).instances
  expect(shown).toMatchObject({ allocatedBytes: row?.allocated, allocatedIsAtLeast: true })
  expect(nodeText(view)).toMatch(/ >= \d+ KiB /)
})

test('a config drive and a short log have no holes that would matter: all of the folder is known', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  node.make('raw', `${FOLDER}/disk.config`, '400K')
  node.write(`${FOLDER}/console.log`, 'x'.repeat(9000))
  const { instances } = node.view(SSHFS)
  expect(instances[0]).not.toHaveProperty('isUncounted')
  expect(instances[0]?.disks.map(({ allocatedFrom }) => allocatedFrom)).toEqual([
    'tables',
    undefined,
  ])
})

test('the XML of a domain that moves with an instance makes no total of it unknown', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  node.diskInfo({ disk: 'qcow2' })
  const { view, travelOf } = node.scan(SSHFS)
  const [row] = view.instances
  const xml = row && travelOf(row)?.needed.find(({ kind }) => kind === 'domain')
  expect(xml?.allocated).toBeGreaterThan(0)
  expect(xml).not.toHaveProperty('allocatedFrom')
})

test('disk_available_least and what disks may grow by are not made of such bytes either', () => {
  const { accounting } = nodeOn(SSHFS).view
  expect(accounting.nova).toMatchObject({ unknown: 'blocks' })
  expect(accounting.nova).not.toHaveProperty('availableLeast')
  expect(accounting.growth).toMatchObject({ unknownDisks: 1 })
  expect(accounting.growth).not.toHaveProperty('shortfall')
})

test('Nova counts with the blocks of CephFS, which are the same to its own host', () => {
  const { node, view } = nodeOn(CEPHFS)
  const taken = (path: string) => statSync(node.path(path)).blocks * 512
  const overCommitted = 16 * 2 ** 20 - taken(DISK) + GiB - taken(EPHEMERAL)
  expect(view.accounting.nova).toMatchObject({ overCommitted })
  expect(view.totals.madeUp).toBe(2)
  expect(view.instances[0]?.isUncounted).toBe(true)
})

test('what takes nobody knows how much is found by the length that it may take', () => {
  const { node } = nodeOn(SSHFS)
  const [log, own, strange] = [
    `${FOLDER}/console.log`,
    `${FOLDER}/copy.bin`,
    `${INSTANCES}/left.bin`,
  ]
  for (const path of [log, own, strange]) node.run('truncate', '-s', '40M', path)
  node.ageFolder(FOLDER, 48)
  const { view, travelOf } = node.scan(SSHFS)
  for (const code of ['large-console-log', 'leftover-disk', 'foreign-files'] as const) {
    const found = view.findings.find((one) => one.code === code)
    expect([code, found?.evidence['allocated']]).toEqual([code, undefined])
    expect(found).toBeDefined()
  }
  const [row] = view.instances
  const rest = row && travelOf(row)?.rest
  expect(rest?.map(({ path, allocatedFrom }) => [path, allocatedFrom])).toEqual([
    [log, 'unknown'],
    [own, 'unknown'],
  ])
  expect(nodeText(view, { travelOf })).toContain('console.log (what it takes is not known)')
})

test('of disk_available_least the other instances tell how much it is at most', () => {
  const { node } = nodeOn(SSHFS)
  const other = UUID.replace(/1$/, '2')
  const disk = `${INSTANCES}/${other}/disk`
  node.make('qcow2', disk, '64M')
  const xml = domainXml(2, other, { disk: 'qcow2' }, IMAGE)
  node.write('etc/libvirt/qemu/instance-00000002.xml', xml)
  const { nova } = node.view(SSHFS).accounting
  expect(nova).toMatchObject({ unknown: 'blocks', bound: { unsummed: 1 } })
  expect(nova?.bound?.overCommitted).toBeGreaterThan(63 * 2 ** 20)
})

test('a plan that leaves things out says that they take more, or that nobody knows what', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  const part = `${INSTANCES}/_base/${'b'.repeat(40)}.part`
  node.run('truncate', '-s', '1G', part)
  const plan = node.scan(SSHFS)
  expect(waitingOf(plan.view)).toMatchObject({ count: 1, bytes: undefined })
  expect(cleanupMarkdown(plan, 'en')).toContain('1 thing is left out, of a size that is not known.')

  const orphan = `${INSTANCES}/${UUID.replace(/1$/, '2')}`
  node.make('raw', `${orphan}/disk`, '1G')
  const both = node.scan(SSHFS)
  const left = planOf(both).leftOut.find(({ path }) => path === orphan)
  expect(left).toMatchObject({ why: 'young', isAtLeast: true })
  expect(waitingOf(both.view)).toMatchObject({ count: 2, bytes: left?.allocated, isAtLeast: true })
})

test('an image that takes nobody knows how much is not huge for the little that it takes', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  const image = `${STORE}/00000000-0000-4000-8000-000000000009`
  node.make('vdi', image, '2T')
  const found = (space: Partial<FileSystemStat>) =>
    node.view(space).findings.filter(({ code }) => code === 'huge-virtual-size').length
  expect(found(SSHFS)).toBe(1)
  node.run('truncate', '-s', '4G', image)
  expect(found({})).toBe(1)
  expect(found(SSHFS)).toBe(0)
})
