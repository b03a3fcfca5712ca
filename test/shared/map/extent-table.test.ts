import { describe, expect, test } from 'vitest'
import type { DiskExtent } from '../../../shared/formats/disk/types.ts'
import { extentPage, indexAt, MAX_PAGE, SEVERAL_FILES } from '../../../shared/map/extent-table.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { mapTotals } from '../../../shared/map/totals.ts'

const KIB = 1024

/** `kinds` one after the other, 64 KiB each, on a layer of depth 0 unless it is written `kind@1`. */
function extentsOf(...kinds: readonly string[]): readonly DiskExtent[] {
  return kinds.map((text, index) => {
    const [kind = '', depth = '0'] = text.split('@')
    const extent = { start: index * 64 * KIB, length: 64 * KIB, kind, depth: Number(depth) }
    return (kind === 'data' ? { ...extent, offset: index * 128 * KIB } : extent) as DiskExtent
  })
}

function tableOf(extents: readonly DiskExtent[], limit?: number) {
  const builder = new ExtentTableBuilder(limit)
  const added = extents.map((extent) => builder.add(extent))
  return { table: builder.finish(), added }
}

describe('a table of extents', () => {
  test('gives back every extent as it came, by number', () => {
    const extents = extentsOf('data', 'compressed', 'zero', 'unallocated@2', 'missing@3', 'invalid')
    const { table } = tableOf(extents)
    expect(extentPage(table, 0, 10)).toEqual(extents.map((extent, index) => ({ ...extent, index })))
    expect(extentPage(table, 4, 1).map(({ kind }) => kind)).toEqual(['missing'])
    expect(extentPage(table, 6, 5)).toEqual([])
    expect(table).toMatchObject({ count: 6, end: 6 * 64 * KIB, coarse: false })
  })

  test('grows, and finds the extent that holds a byte', () => {
    const many = Array.from({ length: 5000 }, (_, index) => (index % 2 === 0 ? 'data' : 'zero@1'))
    const { table } = tableOf(extentsOf(...many))
    for (const index of [0, 1, 2047, 4999]) {
      expect(indexAt(table, index * 64 * KIB)).toBe(index)
      expect(indexAt(table, (index + 1) * 64 * KIB - 1)).toBe(index)
    }
    expect(extentPage(table, 0, 1_000_000)).toHaveLength(MAX_PAGE)
  })

  test('sums by layer and kind', () => {
    const { table } = tableOf(extentsOf('zero@1', 'data', 'data@1', 'data'))
    expect(mapTotals(table)).toEqual([
      { kind: 'data', depth: 0, bytes: 128 * KIB, extents: 2 },
      { kind: 'data', depth: 1, bytes: 64 * KIB, extents: 1 },
      { kind: 'zero', depth: 1, bytes: 64 * KIB, extents: 1 },
    ])
  })
})

describe('more extents than there is room for', () => {
  test('are first joined over their places in the file, which are then not told', () => {
    const { table, added } = tableOf(extentsOf('data', 'data', 'zero', 'data', 'data', 'data'), 4)
    expect(added).not.toContain(false)
    expect(table).toMatchObject({ coarse: true, end: 6 * 64 * KIB })
    expect(extentPage(table, 0, 9)).toEqual([
      { index: 0, start: 0, length: 128 * KIB, kind: 'data', depth: 0 },
      { index: 1, start: 128 * KIB, length: 64 * KIB, kind: 'zero', depth: 0 },
      { index: 2, start: 192 * KIB, length: 192 * KIB, kind: 'data', depth: 0 },
    ])
  })

  test('and do not tell a file where they lie in several', () => {
    const data = { length: 64 * KIB, kind: 'data', depth: 0, offset: 0 } as const
    const pieces = [0, 0, 1, 1].map((file, index) => ({ ...data, start: index * 64 * KIB, file }))
    const { table } = tableOf(
      [...pieces, ...extentsOf('zero', 'zero', 'zero', 'zero', 'zero').slice(4)],
      3,
    )
    expect(extentPage(table, 0, 1)).toMatchObject([{ length: 256 * KIB, file: SEVERAL_FILES }])
  })

  test('and then given up: the table says where it ends', () => {
    const { table, added } = tableOf(extentsOf('data', 'zero', 'data', 'zero', 'data'), 3)
    expect(added).toEqual([true, true, true, false, false])
    expect(table).toMatchObject({ count: 3, coarse: true, end: 192 * KIB })
  })
})
