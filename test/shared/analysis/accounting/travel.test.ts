import { expect, test } from 'vitest'
import { createForest } from '../../../../shared/analysis/accounting/create-forest.ts'
import { travelOf } from '../../../../shared/analysis/accounting/travel/travel.ts'
import { createWalk, usersOf } from '../../../../shared/analysis/accounting/users.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { BASE, base, baseUnit, disk, instanceUnit, nodePlan, qcow2, uuid } from '../scan-builder.ts'

test('counts the other instances of all that it needs, also those that stand on what is between', () => {
  const on = (name: string) => ({ image: qcow2(`/${BASE}/${name}`, 'qcow2') })
  const analysis = createNodeAnalysis(nodePlan())
  analysis.add(baseUnit(base('low'), base('middle', on('low')), base('other', on('low'))))
  for (const n of [1, 2]) {
    analysis.add(instanceUnit(uuid(n), [disk(uuid(n), 'disk', on('middle'))]))
  }
  analysis.add(instanceUnit(uuid(3), [disk(uuid(3), 'disk', on('other'))]))
  const { instances } = analysis.finish({ state: 'complete' }, 0, 1)
  const [row] = instances
  if (row === undefined) throw new Error('there is no instance')
  const forest = createForest(analysis.space)
  const facts = { row, entries: [], forest, users: usersOf(forest), walk: createWalk(forest) }
  const { needed } = travelOf({ ...facts, entryAt: () => undefined })
  expect(analysis.travelOf(row)?.needed).toMatchObject(needed)
  expect(needed.map(({ path, otherUsers }) => [path, otherUsers])).toEqual([
    [`${BASE}/middle`, 1],
    [`${BASE}/low`, 2],
  ])
})
