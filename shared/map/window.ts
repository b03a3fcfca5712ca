import { kindOf, type MapClass, type MapKind, NO_CLASS } from './classes.ts'
import { classAt, type ExtentTable, endOf, indexAt, startOf } from './extent-table.ts'

/** A part of the guest's disk, cut into cells of equal length. */
export interface WindowRequest {
  /** Guest offset of the first cell, in bytes. */
  readonly start: number
  readonly cellBytes: number
  readonly cells: number
}

/** Cells that one answer holds at most: more than a large screen shows. */
export const MAX_CELLS = 32_768

/** What each cell of a window holds, in columns; cells past the mapped end are `NO_CLASS`. */
export interface MapWindow extends WindowRequest {
  /** The class that holds most of the cell, and how much of it: up to 1. */
  readonly dominant: Uint16Array
  readonly share: Float32Array
  /** Of the other classes the one that tells most; `NO_CLASS` where there is none. */
  readonly second: Uint16Array
  readonly secondShare: Float32Array
  /** Number of the extent at the cell's start, and how many reach into the cell. */
  readonly extent: Uint32Array
  readonly extents: Uint32Array
  /** The class of the cell's first byte, which may be another than what holds most. */
  readonly first: Uint16Array
  /** Where that byte lies in its layer's file; NaN where it has no place. */
  readonly offset: Float64Array
  /** In which of that layer's files. */
  readonly file: Uint16Array
}

/** How much is told by a little of a kind in the midst of another: damage most, a gap least. */
const TELLS: Readonly<Record<MapKind, number>> = {
  invalid: 6,
  lost: 5,
  missing: 4,
  data: 3,
  compressed: 3,
  encrypted: 3,
  zero: 2,
  unallocated: 1,
}

/** Sums the extents of a table into the cells of a window: one pass over those that lie in it. */
export function mapWindow(table: ExtentTable, request: WindowRequest): MapWindow {
  const { start, cellBytes, cells } = request
  const window = emptyWindow(request)
  const sums = new ClassSums()
  let index = table.count === 0 ? 0 : indexAt(table, Math.min(start, table.end))
  for (let cell = 0; cell < cells; cell += 1) {
    const from = start + cell * cellBytes
    const to = Math.min(from + cellBytes, table.end)
    if (from >= to) break
    while (endOf(table, index) <= from) index += 1
    const first = index
    while (index < table.count && startOf(table, index) < to) {
      const held = Math.min(endOf(table, index), to) - Math.max(startOf(table, index), from)
      sums.add(classAt(table, index), held)
      index += 1
    }
    const last = index - 1
    putCell(window, cell, sums, to - from)
    window.extent[cell] = first
    window.extents[cell] = last - first + 1
    window.first[cell] = classAt(table, first)
    window.file[cell] = table.files[first] ?? 0
    window.offset[cell] = (table.offsets[first] ?? Number.NaN) + (from - startOf(table, first))
    // The last extent of this cell may reach into the next one.
    index = last
  }
  return window
}

function emptyWindow(request: WindowRequest): MapWindow {
  const { cells } = request
  return {
    ...request,
    dominant: new Uint16Array(cells).fill(NO_CLASS),
    share: new Float32Array(cells),
    second: new Uint16Array(cells).fill(NO_CLASS),
    secondShare: new Float32Array(cells),
    extent: new Uint32Array(cells),
    extents: new Uint32Array(cells),
    first: new Uint16Array(cells).fill(NO_CLASS),
    offset: new Float64Array(cells).fill(Number.NaN),
    file: new Uint16Array(cells),
  }
}

function putCell(window: MapWindow, cell: number, sums: ClassSums, bytes: number): void {
  const dominant = sums.most()
  const second = sums.mostTelling(dominant)
  window.dominant[cell] = dominant
  window.share[cell] = sums.of(dominant) / bytes
  if (second !== undefined) {
    window.second[cell] = second
    window.secondShare[cell] = sums.of(second) / bytes
  }
  sums.clear()
}

/** Bytes by class within one cell, which holds few classes however many extents it has. */
class ClassSums {
  /** Dense: a map takes ten times as long, and there are millions of extents to add. */
  readonly #bytes = new Float64Array(NO_CLASS + 1)
  readonly #present: MapClass[] = []

  add(mapClass: MapClass, bytes: number): void {
    const before = this.of(mapClass)
    if (before === 0) this.#present.push(mapClass)
    this.#bytes[mapClass] = before + bytes
  }

  of(mapClass: MapClass): number {
    return this.#bytes[mapClass] ?? 0
  }

  most(): MapClass {
    return this.#best(this.#present, (one, other) => this.of(one) - this.of(other)) ?? NO_CLASS
  }

  mostTelling(except: MapClass): MapClass | undefined {
    const others = this.#present.filter((mapClass) => mapClass !== except)
    return this.#best(others, (one, other) => this.#tellsMore(one, other))
  }

  clear(): void {
    for (const mapClass of this.#present) this.#bytes[mapClass] = 0
    this.#present.length = 0
  }

  #tellsMore(one: MapClass, other: MapClass): number {
    return TELLS[kindOf(one)] - TELLS[kindOf(other)] || this.of(one) - this.of(other)
  }

  #best(
    classes: readonly MapClass[],
    compare: (one: MapClass, other: MapClass) => number,
  ): MapClass | undefined {
    let best: MapClass | undefined
    for (const mapClass of classes) {
      if (best === undefined || compare(mapClass, best) > 0) best = mapClass
    }
    return best
  }
}
