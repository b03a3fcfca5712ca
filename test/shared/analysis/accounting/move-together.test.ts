import { expect, test } from 'vitest'
import { forestOf } from '../../../../shared/analysis/accounting/forest/create-forest.ts'
import { moveTogether } from '../../../../shared/analysis/accounting/travel/move-together.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { BASE, base, baseUnit, disk, instanceUnit, nodePlan, qcow2, uuid } from '../scan-builder.ts'

function moved(count: number, missing = false, link: Partial<ScannedEntry> = {}) {
  const analysis = createNodeAnalysis(nodePlan())
  if (!missing) analysis.add(baseUnit(base('root', { allocated: 9000 })))
  for (let n = 1; n <= count; n += 1) {
    const image = qcow2(`/${BASE}/root`, 'raw')
    analysis.add(instanceUnit(uuid(n), [disk(uuid(n), 'disk', { image, allocated: 500, ...link })]))
  }
  const { view, travelOf, space } = analysis.finish({ state: 'complete' }, 0, 1)
  const travels = view.instances.map((row) => ({ row, travel: travelOf(row) }))
  const own = travels.reduce((sum, { travel }) => sum + (travel?.own ?? 0), 0)
  return { sum: moveTogether(travels, forestOf(space)), own }
}

test('several instances that are moved take their base along once', () => {
  const { sum, own } = moved(3)
  const known = { instances: 3, unknown: 0 }
  expect(sum).toEqual({ ...known, together: own + 9000, basesThere: own })
})

test('and once a file that several of their folders have by hard links', () => {
  const { sum, own } = moved(3, false, { linkKey: '1:7' })
  expect(own).toBe(moved(3).own)
  expect(sum).toMatchObject({ together: own - 1000 + 9000, basesThere: own - 1000 })
})

test('and nothing that is allocated beyond the end of a file, however many folders have it', () => {
  const { sum, own } = moved(3, false, { linkKey: '1:7', length: 100, allocated: 40960 })
  expect(own).toBe(moved(3, false, { linkKey: '1:7', length: 100, allocated: 4096 }).own)
  expect(sum.basesThere).toBe(own - 2 * 4096)
})

test('what one of them lacks is not known: the sum is at least so much', () => {
  const { sum, own } = moved(2, true)
  expect(sum).toEqual({ instances: 2, together: own, basesThere: own, unknown: 2 })
})
