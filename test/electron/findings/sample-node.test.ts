import { afterAll, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { createSampleNode } from '../../../electron/sample/write.ts'
import { viewOfTree } from '../../helpers/scan/node-view.ts'
import { withSpace } from '../../helpers/trees/small-node.ts'

const sample = createSampleNode()
afterAll(() => sample.remove())

const ROOM = { total: 2 ** 43, free: 2 ** 43, available: 2 ** 43 }

test('the sample node has the faults that were put there, and no other', () => {
  const { findings } = viewOfTree(withSpace(liveTree(sample.rootPath), ROOM))
  const counts = new Map<string, number>()
  for (const { severity, code } of findings) {
    const key = `${severity} ${code}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect(Object.fromEntries(counts)).toEqual({
    // Two instances of one image whose base is gone.
    'high missing-backing-file': 2,
    'high forged-header': 1,
    // Made before Nova 21: the same two, two others, and the leftovers of such.
    'warning backing-format-missing': 6,
    'warning leftover-del': 1,
    'warning leftover-part': 1,
    'warning leftover-resize': 1,
    'warning symlink-leaves-root': 1,
    'info unused-base': 1,
    // Its files have the modes that a umask of 022 gives, as Nova's have.
    'info world-readable': 1,
  })
})
