import { expect, test } from 'vitest'
import {
  dependantList,
  dependantsOf,
} from '../../../../renderer/views/detail/dependants/dependants.ts'
import { createNodeIndex } from '../../../../renderer/views/node/node-index.ts'
import { base, instance } from '../../data.ts'

test('what a resize or a deletion left is no instance that does not start without a base', () => {
  const live = instance(1)
  const left = (['resize', 'del'] as const).map((kind) => ({
    ...live,
    kind,
    id: `${live.id}_${kind}`,
  }))
  const row = base(0, {
    dependants: {
      instances: [live, ...left].map(({ id: path }) => ({ path, allocated: 100, disks: 1 })),
      others: [],
    },
  })
  const found = dependantsOf(row, createNodeIndex([live, ...left], undefined))
  expect([found.count, found.allocated]).toEqual([1, 100])
  expect(found.leftovers.map(({ row: { id } }) => id)).toEqual(left.map(({ id }) => id))
  expect(dependantList(found).trim().split('\n')).toHaveLength(1)
})
