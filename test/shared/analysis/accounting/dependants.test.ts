import { expect, test } from 'vitest'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  entry,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  uuid,
} from '../scan-builder.ts'

const on = (name: string) => ({ image: qcow2(`/${BASE}/${name}`, 'qcow2') })

test('a base is needed by all that stands on it, also through another image and out of folders', () => {
  const analysis = createNodeAnalysis(nodePlan())
  analysis.add(baseUnit(base('low'), base('middle', { ...on('low'), allocated: 8192 })))
  analysis.add({
    unit: { kind: 'top', path: `${INSTANCES}/snapshots` },
    entries: [entry(`${INSTANCES}/snapshots/s`, { role: 'snapshot', ...on('middle') })],
  })
  analysis.add(
    instanceUnit(uuid(1), [
      disk(uuid(1), 'disk', { ...on('middle'), allocated: 100 }),
      disk(uuid(1), 'disk.eph0', { ...on('low'), allocated: 10 }),
    ]),
  )
  analysis.add(
    instanceUnit(uuid(2), [disk(uuid(2), 'disk/root.hds', { ...on('middle'), allocated: 5 })]),
  )
  const { view } = analysis.finish({ state: 'complete' }, 0, 1)
  const needed = new Map(view.bases.map(({ name, dependants }) => [name, dependants]))
  const [first, second] = [1, 2].map((n) => `${INSTANCES}/${uuid(n)}`)
  expect(needed.get('low')).toEqual({
    instances: [
      { path: first, kind: 'instance', allocated: 110, disks: 2 },
      { path: second, kind: 'instance', allocated: 5, disks: 1 },
    ],
    others: [
      { path: `${BASE}/middle`, allocated: 8192, disks: 1 },
      { path: `${INSTANCES}/snapshots/s`, allocated: 4096, disks: 1 },
    ],
  })
  expect(needed.get('middle')?.instances).toEqual([
    { path: first, kind: 'instance', allocated: 100, disks: 1 },
    { path: second, kind: 'instance', allocated: 5, disks: 1 },
  ])
})
