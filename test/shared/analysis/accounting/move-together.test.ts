import { expect, test } from 'vitest'
import { moveTogether } from '../../../../shared/analysis/accounting/travel/move-together.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { BASE, base, baseUnit, disk, instanceUnit, nodePlan, qcow2, uuid } from '../scan-builder.ts'

function moved(count: number, missing = false) {
  const analysis = createNodeAnalysis(nodePlan())
  if (!missing) analysis.add(baseUnit(base('root', { allocated: 9000 })))
  for (let n = 1; n <= count; n += 1) {
    const image = qcow2(`/${BASE}/root`, 'raw')
    analysis.add(instanceUnit(uuid(n), [disk(uuid(n), 'disk', { image, allocated: 500 })]))
  }
  const { view, travelOf } = analysis.finish({ state: 'complete' }, 0, 1)
  const travels = view.instances.map((row) => ({ row, travel: travelOf(row) }))
  const own = travels.reduce((sum, { travel }) => sum + (travel?.own ?? 0), 0)
  return { sum: moveTogether(travels), own }
}

test('several instances that are moved take their base along once', () => {
  const { sum, own } = moved(3)
  const known = { instances: 3, unknown: 0 }
  expect(sum).toEqual({ ...known, together: own + 9000, basesThere: own })
})

test('what one of them lacks is not known: the sum is at least so much', () => {
  const { sum, own } = moved(2, true)
  expect(sum).toEqual({ instances: 2, together: own, basesThere: own, unknown: 2 })
})
