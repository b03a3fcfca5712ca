import { describe, expect, test } from 'vitest'
import { cutView, joinView, PART_ROWS } from '../../../shared/ipc/view-parts.ts'
import { instance, nodeView } from '../../renderer/data.ts'

describe('a view in pieces', () => {
  const rows = Array.from({ length: 3 * PART_ROWS + 1 }, (_, at) => instance(at))
  const view = nodeView(rows)

  test('is the same when it is put together after its way through a port', () => {
    const { rest, parts } = cutView(view)
    const received = parts.map((part) => structuredClone(part))
    expect(joinView(structuredClone(rest), received)).toEqual(view)
  })

  test('has no piece that is long, nor a long list in what is left', () => {
    const { rest, parts } = cutView(view)
    expect(rest.instances).toEqual([])
    const ofInstances = parts.filter(({ path: [list] }) => list === 'instances')
    const lengths = ofInstances.map(({ items }) => items.length)
    expect(lengths).toEqual([PART_ROWS, PART_ROWS, PART_ROWS, 1])
  })

  test('leaves a small view whole, and the view itself as it was', () => {
    const small = nodeView([instance(1), instance(2)])
    const { rest, parts } = cutView(small)
    expect(parts).toEqual([])
    expect(rest).toEqual(small)
    cutView(view)
    expect(view.instances).toHaveLength(rows.length)
  })

  test('takes long lists out of short ones', () => {
    const overlays = Array.from({ length: PART_ROWS + 1 }, (_, at) => at)
    const odd = { ...nodeView([]), bases: [{ overlays }] } as unknown as typeof view
    const { parts } = cutView(odd)
    expect(parts.map(({ path }) => path.join('.'))).toEqual([
      'bases.0.overlays',
      'bases.0.overlays',
    ])
  })
})
