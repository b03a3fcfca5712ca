import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DiskExtent, DiskExtentKind } from '../../../shared/formats/disk/types.ts'
import { classOf, MAP_KINDS, NO_CLASS } from '../../../shared/map/classes.ts'
import { extentPage } from '../../../shared/map/extent-table.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { mapWindow } from '../../../shared/map/window.ts'

type Piece = readonly [kind: DiskExtentKind, depth: number, length: number]

function tableOf(pieces: readonly Piece[]) {
  const builder = new ExtentTableBuilder()
  let start = 0
  for (const [kind, depth, length] of pieces) {
    const extent: DiskExtent = { start, length, kind, depth }
    builder.add(kind === 'data' ? { ...extent, offset: start + 10_000 } : extent)
    start += length
  }
  return builder.finish()
}

describe('a window of cells', () => {
  test('names what holds most of each cell, and its share', () => {
    const table = tableOf([
      ['data', 0, 100],
      ['unallocated', 1, 300],
    ])
    const window = mapWindow(table, { start: 0, cellBytes: 200, cells: 2 })
    expect([...window.dominant]).toEqual([classOf('data', 0), classOf('unallocated', 1)])
    expect([...window.share]).toEqual([0.5, 1])
    expect([...window.second]).toEqual([classOf('unallocated', 1), NO_CLASS])
    expect([...window.extents]).toEqual([2, 1])
    expect([...window.extent]).toEqual([0, 1])
  })

  test('does not hide damage behind what is there more of', () => {
    const table = tableOf([
      ['unallocated', 0, 600],
      ['data', 1, 399],
      ['invalid', 0, 1],
    ])
    const window = mapWindow(table, { start: 0, cellBytes: 1000, cells: 1 })
    expect(window.dominant[0]).toBe(classOf('unallocated', 0))
    expect(window.second[0]).toBe(classOf('invalid', 0))
    expect(window.secondShare[0]).toBeCloseTo(0.001)
  })

  test('tells what its first byte is, which may be another layer’s than most of it', () => {
    const table = tableOf([
      ['data', 1, 10],
      ['zero', 0, 90],
    ])
    const window = mapWindow(table, { start: 0, cellBytes: 100, cells: 2 })
    expect(window.dominant[0]).toBe(classOf('zero', 0))
    expect([...window.first]).toEqual([classOf('data', 1), NO_CLASS])
    expect(window.offset[0]).toBe(10_000)
  })

  test('tells where the first byte of a cell lies in the file', () => {
    const table = tableOf([
      ['zero', 0, 50],
      ['data', 0, 400],
    ])
    const window = mapWindow(table, { start: 0, cellBytes: 100, cells: 4 })
    expect([...window.offset]).toEqual([Number.NaN, 10_100, 10_200, 10_300])
  })

  test('ends where the disk ends: a last cell counts only what is there', () => {
    const table = tableOf([['data', 0, 250]])
    const window = mapWindow(table, { start: 100, cellBytes: 100, cells: 4 })
    expect([...window.share]).toEqual([1, 1, 0, 0])
    expect([...window.dominant].slice(2)).toEqual([NO_CLASS, NO_CLASS])
  })

  test('past the end, and of an empty disk, is empty', () => {
    for (const table of [tableOf([]), tableOf([['data', 0, 10]])]) {
      const window = mapWindow(table, { start: 10, cellBytes: 10, cells: 2 })
      expect([...window.dominant]).toEqual([NO_CLASS, NO_CLASS])
    }
  })

  test('is what counting byte by byte gives, wherever it begins and however long its cells are', () => {
    const piece = fc.tuple(fc.constantFrom(...MAP_KINDS), fc.nat(2), fc.integer({ min: 1, max: 9 }))
    const pieces = fc.array(piece, { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(pieces, fc.nat(60), fc.integer({ min: 1, max: 20 }), (all, start, cellBytes) => {
        const table = tableOf(all as readonly Piece[])
        const window = mapWindow(table, { start, cellBytes, cells: 12 })
        const bytes = extentPage(table, 0, 1000).flatMap((extent) =>
          Array.from({ length: extent.length }, () => extent),
        )
        for (let cell = 0; cell < 12; cell += 1) {
          const own = bytes.slice(start + cell * cellBytes, start + (cell + 1) * cellBytes)
          const held = (mapClass: number | undefined) =>
            own.filter(({ kind, depth }) => classOf(kind, depth) === mapClass).length
          const most = Math.max(0, ...own.map(({ kind, depth }) => held(classOf(kind, depth))))
          expect(held(window.dominant[cell])).toBe(most)
          expect(window.share[cell]).toBeCloseTo(own.length === 0 ? 0 : most / own.length)
          expect(window.extents[cell]).toBe(new Set(own.map(({ index }) => index)).size)
          expect(window.extent[cell]).toBe(own[0]?.index ?? 0)
        }
      }),
    )
  })
})
