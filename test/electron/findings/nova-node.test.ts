import { chmodSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { findingLines, viewOfTree } from '../../helpers/node-view.ts'
import { FLAT, makeNovaNode, OVERLAYS } from '../../helpers/nova-tree.ts'
import { qemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'
import { withSpace } from '../../helpers/small-node.ts'

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
