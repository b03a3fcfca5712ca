import { expect, test } from 'vitest'
import {
  dependantList,
  dependantsOf,
} from '../../../../renderer/views/detail/dependants/dependants.ts'
import { createNodeIndex } from '../../../../renderer/views/node/node-index.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { base, instance } from '../../data.ts'

test('what a resize, a deletion or a clean-up left is no instance that does not start without a base', () => {
  const live = instance(1)
  const left = (['resize', 'del'] as const).map(
    (kind): InstanceRow => ({
      ...live,
      kind,
      id: `${live.id}_${kind}`,
    }),
  )
  left.push({ ...live, kind: 'aside', id: `cowscope-aside-2026-01-01/${live.uuid}` })
  const row = base(0, {
    dependants: {
      instances: [live, ...left].map(({ id: path, kind }) => ({
        path,
        kind,
        allocated: 100,
        disks: 1,
      })),
      others: [],
    },
  })
  const found = dependantsOf(row, createNodeIndex([live, ...left], undefined))
  expect([found.count, found.allocated]).toEqual([1, 100])
  expect(found.leftovers.map(({ row: { id } }) => id)).toEqual(left.map(({ id }) => id))
  expect(dependantList(found).trim().split('\n')).toHaveLength(1)
})
