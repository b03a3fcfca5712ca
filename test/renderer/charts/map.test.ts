import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawStrip } from '../../../renderer/charts/draw-map.ts'
import type { MapPalette } from '../../../renderer/charts/map-brush.ts'
import { cellFacts } from '../../../renderer/charts/map-cell.ts'
import { CELL_PITCH, cellAtPoint, cellPoint, gridOf } from '../../../renderer/charts/map-grid.ts'
import { legendRows } from '../../../renderer/charts/map-legend.ts'
import { lookOf, MAP_COLORS } from '../../../renderer/charts/map-look.ts'
import {
  cellAt,
  centreView,
  isWhole,
  panView,
  refitView,
  wholeView,
  zoomView,
} from '../../../renderer/charts/map-view.ts'
import { MAP_KINDS } from '../../../shared/map/classes.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { mapWindow } from '../../../shared/map/window.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3

describe('the view of a map', () => {
  const frame = { size: 20 * GIB, cells: 3000 }

  test('begins with the whole disk, which no other view is larger than', () => {
    const whole = wholeView(frame)
    expect(whole.start).toBe(0)
    expect(whole.cellBytes * frame.cells).toBeGreaterThanOrEqual(frame.size)
    expect((whole.cellBytes - 512) * frame.cells).toBeLessThan(frame.size)
    expect(isWhole(whole, frame)).toBe(true)
    expect(zoomView(whole, frame, 'out', 7)).toEqual(whole)
  })

  test('zooms in to cells of a power of two, down to a sector', () => {
    let view = wholeView(frame)
    for (let step = 0; step < 40; step += 1) {
      view = zoomView(view, frame, 'in', 1500)
      expect(Number.isInteger(Math.log2(view.cellBytes))).toBe(true)
      expect(view.start % view.cellBytes).toBe(0)
    }
    expect(view.cellBytes).toBe(512)
  })

  test('keeps what is at the pointer there, and stays inside the disk', () => {
    const cells = fc.integer({ min: 1, max: 5000 })
    const size = fc.integer({ min: 1, max: 2 ** 46 })
    const steps = fc.array(fc.tuple(fc.constantFrom('in', 'out'), fc.nat(4999)), { maxLength: 30 })
    fc.assert(
      fc.property(cells, size, steps, (cells, size, all) => {
        const frame = { size, cells }
        let view = wholeView(frame)
        for (const [direction, at] of all) {
          const cell = at % cells
          const guest = view.start + cell * view.cellBytes
          view = zoomView(view, frame, direction, cell)
          expect(view.start).toBeGreaterThanOrEqual(0)
          expect(view.start).toBeLessThan(size)
          const last = Math.ceil(size / view.cellBytes)
          const isAtAnEnd =
            view.start === 0 || view.start / view.cellBytes + cells >= last || guest >= size
          if (!isAtAnEnd) expect(Math.abs(cellAt(view, guest) - cell)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('moves by cells, and no further than the ends', () => {
    const near = { start: 100 * MIB, cellBytes: MIB }
    expect(panView(near, frame, 5).start).toBe(105 * MIB)
    expect(panView(near, frame, -500).start).toBe(0)
    expect(panView(near, frame, 1e9).start).toBe(20 * GIB - 3000 * MIB)
    expect(centreView(near, frame, 10 * GIB).start).toBe(10 * GIB - 1500 * MIB)
  })

  test('of the whole disk stays that when the picture becomes another size', () => {
    const larger = { ...frame, cells: 4000 }
    expect(refitView(wholeView(frame), frame, larger)).toEqual(wholeView(larger))
    const near = { start: 19 * GIB, cellBytes: MIB }
    expect(refitView(near, frame, larger)).toEqual({ start: 20 * GIB - 4000 * MIB, cellBytes: MIB })
  })
})

describe('the cells of a picture', () => {
  test('are where they are drawn, and beside them is none', () => {
    const grid = gridOf(125, 47)
    expect(grid).toEqual({ columns: 12, rows: 4 })
    for (const cell of [0, 11, 12, 47]) {
      const { x, y } = cellPoint(grid, cell)
      expect(cellAtPoint(grid, x + CELL_PITCH / 2, y + CELL_PITCH / 2)).toBe(cell)
    }
    expect(cellAtPoint(grid, 123, 5)).toBeUndefined()
    expect(cellAtPoint(grid, 5, 45)).toBeUndefined()
    expect(cellAtPoint(grid, -1, 5)).toBeUndefined()
  })

  test('tell their numbers: range, what is held and by whom, the place in the file', () => {
    const builder = new ExtentTableBuilder()
    builder.add({ start: 0, length: 3000, kind: 'data', depth: 1, offset: 8192 })
    builder.add({ start: 3000, length: 1000, kind: 'zero', depth: 0 })
    const window = mapWindow(builder.finish(), { start: 1024, cellBytes: 1024, cells: 4 })
    expect(cellFacts(window, 0, 4000)).toEqual({
      start: 1024,
      length: 1024,
      dominant: { kind: 'data', depth: 1, share: 1 },
      second: undefined,
      extent: 0,
      extents: 1,
      offset: 8192 + 1024,
      firstKind: 'data',
      firstDepth: 1,
      file: 0,
    })
    expect(cellFacts(window, 2, 4000)).toMatchObject({
      length: 4000 - 3072,
      dominant: { kind: 'zero', depth: 0 },
      offset: undefined,
    })
    expect(cellFacts(window, 3, 4000)).toBeUndefined()
  })
})

describe('the legend', () => {
  test('goes layer by layer, then what is of no layer in one line each', () => {
    const totals = [
      { kind: 'data', depth: 0, bytes: 1, extents: 1 },
      { kind: 'unallocated', depth: 0, bytes: 2, extents: 1 },
      { kind: 'zero', depth: 1, bytes: 4, extents: 1 },
      { kind: 'unallocated', depth: 1, bytes: 8, extents: 3 },
      { kind: 'missing', depth: 2, bytes: 16, extents: 2 },
    ] as const
    expect(legendRows({ totals })).toEqual([
      totals[0],
      totals[2],
      { kind: 'unallocated', depth: undefined, bytes: 10, extents: 4 },
      { kind: 'missing', depth: undefined, bytes: 16, extents: 2 },
    ])
  })

  test('has another mark for each kind, so that colour is not alone', () => {
    const marks = MAP_KINDS.map((kind) => lookOf(kind, 0, 2).mark)
    expect(new Set(marks).size).toBe(MAP_KINDS.length)
  })

  test('has other colours for this image, the base and the layers next to each other', () => {
    const colors = [0, 1, 2, 3, 4, 5].map((depth) => lookOf('data', depth, 5).color)
    expect(new Set(colors).size).toBe(6)
    expect(lookOf('data', 1, 1).color).toBe(lookOf('data', 5, 5).color)
  })
})

describe('the strip', () => {
  test('shows a disk to its end, however few sectors a cell can be of', () => {
    const size = 2 * MIB
    const builder = new ExtentTableBuilder()
    builder.add({ start: 0, length: MIB, kind: 'data', depth: 0, offset: 0 })
    builder.add({ start: MIB, length: MIB, kind: 'zero', depth: 0 })
    const frame = { size, cells: 400 }
    const window = mapWindow(builder.finish(), { ...wholeView(frame), cells: frame.cells })
    const drawn: { x: number; end: number; color: string }[] = []
    const context = {
      fillStyle: '',
      fillRect(x: number, _y: number, width: number) {
        drawn.push({ x, end: x + width, color: this.fillStyle })
      },
    }
    const colors = Object.fromEntries([...MAP_COLORS, 'track'].map((name) => [name, name]))
    const palette = colors as MapPalette
    const dimensions = { width: 800, height: 10, size }
    const brush = { context: context as unknown as CanvasRenderingContext2D, palette }
    drawStrip(brush, window, 0, dimensions)
    expect(Math.max(...drawn.map(({ end }) => end))).toBeGreaterThanOrEqual(799)
    const [first] = drawn
    const second = drawn.find(({ color }) => color !== first?.color)
    // Half of the disk is in the middle.
    expect(Math.abs((second?.x ?? 0) - 400)).toBeLessThanOrEqual(3)
  })
})
