import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import { hasNoFuse, type Mounted, mountSshfs } from '../../helpers/programs/sshfs.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { BASE, DISK, INSTANCES, smallNode } from '../../helpers/trees/small-node.ts'

const PART = `${INSTANCES}/_base/${'b'.repeat(40)}.part`
const SNAPSHOT = `${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}`
describe.skipIf(hasNoFuse)('a node that is mounted by sshfs', () => {
  const node = smallNode()
  let mount: Mounted | undefined
  let scan: ReturnType<typeof scanOfTree>
  let view: NodeView

  beforeAll(async () => {
    node.run('truncate', '-s', '1G', PART)
    node.age(PART, 3)
    node.make('qcow2', SNAPSHOT, '64M')
    node.age(SNAPSHOT, 48)
    mount = await mountSshfs(node.root)
    scan = scanOfTree(liveTree(mount.path))
    view = scan.view
  })

  afterAll(() => mount?.unmount())

  test('is known for one whose allocated blocks are made up', () => {
    expect(view.fileSystem).toMatchObject({
      type: 'fuse.sshfs',
      remote: true,
      readOnly: true,
      blocksTrusted: false,
    })
    const sparse = statSync(join(mount?.path ?? '', PART))
    expect([sparse.blocks * 512, statSync(node.path(PART)).blocks]).toEqual([2 ** 30, 0])
  })

  test('has what qcow2 images take from their tables, and of nothing else what it takes', () => {
    const [row] = view.instances
    expect(row?.disks[0]).toMatchObject({ path: DISK, allocatedFrom: 'tables' })
    expect(row?.disks[0]?.allocated).toBeLessThanOrEqual(statSync(node.path(DISK)).size)
    expect(view.bases.find(({ id }) => id === BASE)?.allocatedFrom).toBe('unknown')
  })

  test('has no sum with what the file system made up: the cache holds a sparse file of 1 GiB', () => {
    const { totals } = view
    expect(totals.madeUp).toBeGreaterThan(1)
    expect(totals.byKind.leftovers).toBeLessThan(2 ** 20)
    expect(totals.allocated).toBeLessThan(2 ** 24)
  })

  test('has on the page of an image what its tables tell, as in the table', () => {
    const open = (path: string) => liveTree(path)
    const folder = mount?.path ?? ''
    const request = { placeId: '', askedPath: DISK, path: DISK, folder, located: new Map() }
    const granted = { grantedFolders: [folder], grantedFiles: [] }
    const [top] = inspectLive({ ...request, ...granted }, open).chain.layers
    expect(top?.allocatedFrom).toBe('tables')
    expect(top?.allocated).toBe(view.instances[0]?.disks[0]?.allocated)
    const part = { ...request, ...granted, path: PART }
    expect(inspectLive(part, open).chain.layers[0]).toMatchObject({
      allocated: 0,
      allocatedFrom: 'unknown',
    })
  })

  test('has a plan of clean-up that says of no leftover what the file system made up', () => {
    const steps = cleanupSteps(scan).map(({ path, frees, isDerived }) => [
      path,
      frees === undefined ? 'unknown' : isDerived,
    ])
    expect(steps).toEqual([
      [PART, 'unknown'],
      [SNAPSHOT, true],
    ])
    const plan = cleanupMarkdown(scan, 'en')
    expect(plan).not.toContain('1.00 GiB')
    expect(plan).toContain('Frees: not known')
    expect(plan).toContain('derived from the tables of images')
  })
})
