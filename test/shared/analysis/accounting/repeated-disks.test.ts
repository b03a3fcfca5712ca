import { describe, expect, test } from 'vitest'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { disk, instanceUnit, qcow2, uuid } from '../scan-builder.ts'
import { domains, GiB, viewOf } from './accounted-node.ts'

const linked = { image: qcow2(), allocated: 0, linkKey: '8:1' }
const folderOf = (n: number, name = 'disk') => {
  const folder = n === 3 ? `${uuid(3)}_resize` : uuid(n)
  return instanceUnit(folder, [disk(folder, name, linked)])
}
const both = domains([uuid(1), undefined, ['disk']], [uuid(2), undefined, ['disk']])

describe('a file that is the disk of two instances', () => {
  const one = viewOf([domains([uuid(1), undefined, ['disk']]), folderOf(1)])
  const view = viewOf([both, folderOf(1), folderOf(2)])

  test('can be filled once: its bytes count once in what guests see and may write', () => {
    const { virtual, overcommit } = one.totals
    expect(overcommit).toBeGreaterThan(0)
    expect(view.totals).toMatchObject({ disks: 2, virtual, overcommit })
    expect(view.accounting.growth).toMatchObject({
      need: one.accounting.growth.need,
      repeatedDisks: 1,
    })
    expect(view.accounting.growth.largest).toHaveLength(1)
  })

  test('is counted by Nova with each domain, and the report says so', () => {
    const { nova } = view.accounting
    expect(nova?.overCommitted).toBe(2 * (one.accounting.nova?.overCommitted ?? Number.NaN))
    expect(nova?.availableLeast).toBe(10 * GiB - (nova?.overCommitted ?? Number.NaN))
    expect(nodeText(view)).toMatch(/^Counted once +1 disk is the same file as another/m)
    expect(nodeText(one)).not.toContain('Counted once')
  })

  test('counts where a guest may run on it, not in what a resize left over', () => {
    const { totals, accounting } = viewOf([both, folderOf(3), folderOf(1)])
    expect(totals.overcommit).toBe(one.totals.overcommit)
    expect(accounting.growth).not.toHaveProperty('repeatedDisks')
  })
})
