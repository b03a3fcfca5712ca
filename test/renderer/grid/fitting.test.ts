import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GridColumn } from '../../../renderer/grid/columns.ts'
import { fittingColumns, knownColumns, leastWidth } from '../../../renderer/grid/fitting.ts'
import { baseColumns } from '../../../renderer/views/node/bases/base-columns.ts'
import { imageColumns } from '../../../renderer/views/node/files/image-table.ts'
import { instanceColumns } from '../../../renderer/views/node/instances/instance-columns.ts'
import { withHost } from '../../../renderer/views/node/tables/host-column.tsx'
import type { InstanceRow } from '../../../shared/analysis/rows/rows.ts'
import { base, instance, problem } from '../data.ts'

type Column = Pick<GridColumn<never>, 'id' | 'track' | 'rank'>
const cmp1 = { whole: 'cmp-1', short: 'cmp-1' }
const tables: readonly (readonly Column[])[] = [instanceColumns, baseColumns, imageColumns]
const nothing: ReadonlyMap<string, boolean> = new Map()
const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id)

describe('the columns of a table', () => {
  test('never take more than its width, unless they were asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.integer({ min: 300, max: 2000 }), (all, width) => {
        const shown = fittingColumns(all, width, nothing, 'allocated')
        expect(leastWidth(shown)).toBeLessThanOrEqual(width)
        expect(ids(shown)).toContain('name')
      }),
    )
  })

  test('only grow in number with the width', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.integer({ min: 300, max: 2000 }), (all, width) => {
        const narrow = fittingColumns(all, width, nothing, undefined)
        const wide = ids(fittingColumns(all, width + 40, nothing, undefined))
        expect(wide).toEqual(expect.arrayContaining(ids(narrow)))
      }),
    )
  })

  test('show the problems and both sizes or what the cache makes of it in a narrow window', () => {
    const narrow = 511
    const shown = tables.map((all) => ids(fittingColumns(all, narrow, nothing, 'allocated')))
    expect(shown).toEqual([
      ['name', 'problems', 'virtual', 'allocated', 'exclusive'],
      ['name', 'problems', 'allocated', 'overlays', 'cacheState'],
      ['name', 'problems', 'virtual', 'allocated', 'overlays'],
    ])
  })

  test('of instances tell what is freed and what a disk stands on before how full it is', () => {
    const shown = (width: number) =>
      ids(fittingColumns(instanceColumns, width, nothing, 'allocated'))
    expect(shown(511)).toContain('exclusive')
    expect(shown(620)).toContain('base')
    expect(shown(620)).not.toContain('usage')
  })

  test('of instances give way to long names where they only tell when something changed', () => {
    const names = ['k8s-prod-eu-west-worker-0072', 'web-1']
    const shown = names.map((name) => {
      const wanted = instanceColumns[0]?.wants?.([instance(1, { name })])
      return ids(fittingColumns(instanceColumns, 776, nothing, 'allocated', wanted))
    })
    expect(shown[0]).not.toContain('changed')
    expect(shown[0]).toContain('base')
    expect(shown[1]).toContain('changed')
  })

  test('of bases give way to the names of blank disks, whose end alone tells which; of hashes digits do', () => {
    const names = ['ephemeral_20_40d1d2c', '2f'.repeat(20)]
    const shown = names.map((name) => {
      const wanted = baseColumns[0]?.wants?.([base(1, { name })])
      return ids(fittingColumns(baseColumns, 1056, nothing, 'allocated', wanted))
    })
    expect(shown[0]).not.toContain('perUser')
    expect(shown[0]).toContain('overlays')
    expect(shown[1]).toContain('perUser')
  })

  test('that are chosen stay, and that are let go do not come back, whatever fits', () => {
    const choice = new Map([
      ['project', true],
      ['allocated', false],
    ])
    const shown = (width: number) => ids(fittingColumns(instanceColumns, width, choice, undefined))
    expect(shown(200)).toEqual(['name', 'project'])
    expect(shown(3000)).toContain('project')
    expect(shown(3000)).not.toContain('allocated')
  })

  test('keep the one that rows are sorted by', () => {
    expect(ids(fittingColumns(instanceColumns, 511, nothing, 'changed'))).toContain('changed')
  })

  test('tell the host in a narrow window too, and none where only one was opened', () => {
    const instances = knownColumns(
      withHost(instanceColumns, 'flavor', () => cmp1),
      [instance(1, { findings: [problem('missing-backing-file', 'high', 'a/disk')] })],
    )
    const bases = knownColumns(
      withHost(baseColumns, 'glance', () => cmp1),
      [base(1, { cache: { kind: 'in-use', unseenUsers: 0 } })],
    )
    const fitting = (all: readonly Column[]) => ids(fittingColumns(all, 511, nothing, 'allocated'))
    const shown = [fitting(instances), fitting(bases)]
    expect(shown).toEqual([
      ['name', 'problems', 'host', 'virtual', 'allocated'],
      // What the cache makes of a base is what one comes for.
      ['name', 'host', 'allocated', 'cacheState'],
    ])
    expect(
      ids(
        knownColumns(
          withHost(instanceColumns, 'flavor', () => undefined),
          [instance(1)],
        ),
      ),
    ).not.toContain('host')
  })

  test('of which no row knows anything are left out', () => {
    const known = (...rows: readonly InstanceRow[]) => ids(knownColumns(instanceColumns, rows))
    expect(known(instance(1))).not.toContain('flavor')
    expect(known(instance(1))).toContain('base')
    // A column of problems without one would stand where names are cut.
    const findings = [problem('missing-backing-file', 'high', 'a/disk')]
    expect(known(instance(1))).not.toContain('problems')
    expect(known(instance(1), instance(2, { findings }))).toContain('problems')
  })
})
