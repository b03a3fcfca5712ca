import { expect, test } from 'vitest'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  uuid,
} from '../scan-builder.ts'

test('counts the other instances of all that it needs, also those that stand on what is between', () => {
  const on = (name: string) => ({ image: qcow2(`/${BASE}/${name}`, 'qcow2') })
  const analysis = createNodeAnalysis(nodePlan())
  analysis.add(baseUnit(base('low'), base('middle', on('low')), base('other', on('low'))))
  for (const n of [1, 2]) {
    analysis.add(instanceUnit(uuid(n), [disk(uuid(n), 'disk', on('middle'))]))
  }
  analysis.add(instanceUnit(uuid(3), [disk(uuid(3), 'disk', on('other'))]))
  const { view, travelOf } = analysis.finish({ state: 'complete' }, 0, 1)
  const [row] = view.instances
  if (row === undefined) throw new Error('there is no instance')
  const needed = travelOf(row)?.needed
  expect(needed?.map(({ path, otherUsers }) => [path, otherUsers])).toEqual([
    [`${BASE}/middle`, 1],
    [`${BASE}/low`, 2],
  ])
})

test('calls what a disk stands on as the disk does, not by another hard link of it', () => {
  const analysis = createNodeAnalysis(nodePlan())
  const linked = { image: qcow2(), linkKey: '1:2' }
  const named = `/${INSTANCES}/${uuid(2)}/disk`
  analysis.add(instanceUnit(uuid(1), [disk(uuid(1), 'disk.keep', linked)]))
  analysis.add(instanceUnit(uuid(2), [disk(uuid(2), 'disk', linked)]))
  analysis.add(instanceUnit(uuid(3), [disk(uuid(3), 'disk', { image: qcow2(named, 'qcow2') })]))
  const { view, travelOf, chainAt } = analysis.finish({ state: 'complete' }, 0, 1)
  const row = view.instances.find(({ uuid: one }) => one === uuid(3))
  const travel = row && travelOf(row)
  expect(travel?.needed.map(({ path }) => path)).toEqual([named.slice(1)])
  expect(travel?.needed.map(({ path }) => path)).toEqual(
    chainAt(`${INSTANCES}/${uuid(3)}/disk`)
      ?.layers.slice(1)
      .map(({ path }) => path),
  )
})

test('counts a file once that two of its disks call by two names, and brings both along', () => {
  const analysis = createNodeAnalysis(nodePlan())
  analysis.add(baseUnit(base('one', { linkKey: '1:2' }), base('two', { linkKey: '1:2' })))
  const on = (name: string) => ({ image: qcow2(`/${BASE}/${name}`, 'raw') })
  analysis.add(
    instanceUnit(uuid(1), [
      disk(uuid(1), 'disk', on('one')),
      disk(uuid(1), 'disk.eph0', on('two')),
    ]),
  )
  const { view, travelOf } = analysis.finish({ state: 'complete' }, 0, 1)
  const [row] = view.instances
  const travel = row && travelOf(row)
  expect(travel?.needed.map(({ path }) => path)).toEqual([`${BASE}/one`, `${BASE}/two`])
  expect(travel).toMatchObject({ own: 2 * 4096, together: 3 * 4096, togetherLength: 3 * 65536 })
})
