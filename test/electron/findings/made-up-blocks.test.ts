import { mkdtempSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { userShare } from '../../../shared/analysis/accounting/user-share.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { BASE, DISK, FOLDER, SmallNode } from '../../helpers/trees/small-node.ts'

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
