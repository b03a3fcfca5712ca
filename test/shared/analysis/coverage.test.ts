import { expect, test } from 'vitest'
import { createCoverage } from '../../../shared/analysis/coverage.ts'
import { BASE, base, baseUnit, nodePlan, uuid } from './scan-builder.ts'

test('a base that symlinks of two caches lead to is in one of them', () => {
  const [moved, name] = [`mnt/big/${uuid(7)}`, uuid(7)]
  const { withoutKnown } = createCoverage({ ...nodePlan(), covered: [BASE, 'other/_base'] })
  const linkedAt = (cache: string) =>
    withoutKnown({
      ...baseUnit(base(name, { path: moved, linkedAt: `${cache}/${name}` })),
      unit: { kind: 'base', path: cache },
    }).entries.map(({ path }) => path)
  expect(linkedAt(BASE)).toEqual([moved])
  expect(linkedAt('other/_base')).toEqual([])
})
