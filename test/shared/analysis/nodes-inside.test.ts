import { expect, test } from 'vitest'
import { nodesInside } from '../../../shared/analysis/nodes-inside.ts'
import { entry } from './scan-builder.ts'

const holding = (...paths: readonly string[]) => ({
  layout: { kind: 'folder', glancePaths: [], domainPaths: [] } as const,
  others: {
    listed: paths.map((path) => entry(path, { type: 'directory' })),
    leftOut: { count: 0, allocated: 0 },
  },
})

test('a folder of mounted nodes names their roots, and one above an instances_path that', () => {
  const nova = 'var/lib/nova/instances/_base'
  expect(nodesInside(holding(`a/${nova}`, `b/${nova}`, 'b/etc'))).toEqual(['a', 'b'])
  expect(nodesInside(holding('lib/nova/instances/_base'))).toEqual(['lib/nova/instances'])
})

test('a file of that name is no image cache, and what is a node is not above one', () => {
  const plain = holding('a/_base')
  const listed = plain.others.listed.map((one) => ({ ...one, type: 'file' as const }))
  expect(nodesInside({ ...plain, others: { ...plain.others, listed } })).toEqual([])
  const layout = { ...plain.layout, kind: 'node' as const }
  expect(nodesInside({ ...plain, layout })).toEqual([])
})
