import { chmodSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { BUSY, makeBusyNode } from '../../helpers/nova/busy-node.ts'
import { FLAT, makeNovaNode, OVERLAYS } from '../../helpers/nova/nova-tree.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines, scanOfTree, viewOfTree } from '../../helpers/scan/node-view.ts'
import { withSpace } from '../../helpers/trees/small-node.ts'

const NOVA = 120_000
const INSTANCES = 'var/lib/nova/instances'

/** On a file system with room, whatever this machine has. */
function viewOf(root: string): NodeView {
  return viewOfTree(withSpace(liveTree(root)))
}

describe('a node that Nova made', () => {
  const root = temporaryFolder()
  beforeAll(() => makeNovaNode(root), NOVA)

  test('has instances, bases and images, and nothing is wrong with them', () => {
    const view = viewOf(root)
    expect(view.instances.map(({ uuid }) => uuid)).toEqual([...OVERLAYS, FLAT])
    expect(view.instances.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'flat'])
    expect(view.bases).toHaveLength(3)
    expect(view.images).toHaveLength(1)
    expect(findingLines(view)).toEqual([])
  })

  test('yields what was put there, and nothing else', () => {
    const flat = `${INSTANCES}/${FLAT}/disk`
    qemuImg(root, 'create', '-q', '-f', 'qcow2', flat, '1G')
    const part = `${INSTANCES}/_base/${'c'.repeat(40)}.part`
    writeFileSync(join(root, part), 'x')
    const old = Date.now() / 1000 - 7200
    utimesSync(join(root, part), old, old)
    expect(findingLines(viewOf(root))).toEqual([
      `high forged-header ${flat}`,
      `warning leftover-part ${part}`,
    ])
  })
})

describe('a node on which instances are resized, rescued and snapshotted', () => {
  const root = temporaryFolder()
  beforeAll(() => makeBusyNode(root), NOVA)

  test('has what Nova keeps meanwhile', () => {
    const view = viewOf(root)
    expect(view.instances.map(({ uuid, kind }) => [uuid, kind])).toEqual([
      [BUSY[0], 'instance'],
      [BUSY[0], 'resize'],
      [BUSY[1], 'instance'],
      [BUSY[2], 'instance'],
      [BUSY[3], 'instance'],
    ])
    const rescued = view.instances.find(({ uuid }) => uuid === BUSY[1])
    expect(rescued?.disks.map(({ name }) => name)).toContain('disk.rescue')
    expect(view.bases.map(({ cache }) => cache?.kind)).toEqual(view.bases.map(() => 'in-use'))
    expect(cleanupSteps(scanOfTree(withSpace(liveTree(root))))).toEqual([])
  })

  test('is told of what goes on, and of nothing wrong', () => {
    expect(findingLines(viewOf(root))).toEqual([
      `info leftover-resize ${INSTANCES}/${BUSY[0]}_resize`,
      `info rescue-in-progress ${INSTANCES}/${BUSY[1]}`,
    ])
  })

  test('has lost a disk that a resize has not brought along after weeks', () => {
    const weeks = 21 * 24 * 3_600_000
    const view = viewOfTree(withSpace(liveTree(root)), {}, Date.now() + weeks)
    expect(findingLines(view)).toContain(`high missing-disk ${INSTANCES}/${BUSY[0]}`)
    expect(findingLines(view)).toContain(`warning leftover-resize ${INSTANCES}/${BUSY[0]}_resize`)
  })
})

describe('a node that Nova made with a umask of 022', () => {
  const root = temporaryFolder()
  beforeAll(() => {
    makeNovaNode(root, 0o022)
    chmodSync(root, 0o755)
  }, NOVA)

  test('lets every user of the node read the disks, which is told once', () => {
    expect(findingLines(viewOf(root))).toEqual([`info world-readable ${INSTANCES}`])
  })
})
