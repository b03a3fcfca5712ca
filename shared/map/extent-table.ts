import { depthOf, kindOf, type MapClass, type MapExtent } from './classes.ts'

/**
 * The extents of a guest's disk in columns, for millions of them: in order, without gaps, from 0 to
 * `end`. An extent ends where the next one starts.
 */
export interface ExtentTable {
  readonly count: number
  /** Guest offsets in bytes. */
  readonly starts: Float64Array<ArrayBuffer>
  /** Where an extent lies in its layer's file; NaN for one that has no place, or several. */
  readonly offsets: Float64Array<ArrayBuffer>
  readonly classes: Uint16Array<ArrayBuffer>
  /** In which of its layer's files an extent lies: 0 where the layer has one, or `SEVERAL_FILES`. */
  readonly files: Uint16Array<ArrayBuffer>
  /** Bytes that are mapped: less than the disk's size where there were too many extents. */
  readonly end: number
  /**
   * There were too many extents: neighbours that one layer holds in one way are one, wherever they
   * lie in its file.
   */
  readonly coarse: boolean
}

/** Stands for the file of neighbours in several files that a coarse table has as one. */
export const SEVERAL_FILES = 0xffff

/** An extent with its number in the table. */
export interface NumberedExtent extends MapExtent {
  readonly index: number
}

/** Extents that one answer holds at most. */
export const MAX_PAGE = 1000

/** The extents from number `first` on. */
export function extentPage(
  table: ExtentTable,
  first: number,
  count: number,
): readonly NumberedExtent[] {
  const end = Math.min(first + Math.min(count, MAX_PAGE), table.count)
  const page: NumberedExtent[] = []
  for (let index = first; index < end; index += 1) page.push(extentAt(table, index))
  return page
}

function extentAt(table: ExtentTable, index: number): NumberedExtent {
  const start = startOf(table, index)
  const mapClass = classAt(table, index)
  const offset = table.offsets[index] ?? Number.NaN
  const file = table.files[index] ?? 0
  return {
    index,
    start,
    length: endOf(table, index) - start,
    kind: kindOf(mapClass),
    depth: depthOf(mapClass),
    ...(!Number.isNaN(offset) && { offset }),
    ...(file !== 0 && { file }),
  }
}

/** Guest offset at which an extent begins. */
export function startOf(table: ExtentTable, index: number): number {
  return table.starts[index] ?? table.end
}

/** Guest offset at which it ends: extents follow one another without gaps. */
export function endOf(table: ExtentTable, index: number): number {
  return index + 1 < table.count ? startOf(table, index + 1) : table.end
}

export function classAt(table: ExtentTable, index: number): MapClass {
  return table.classes[index] ?? 0
}

/** Number of the extent that holds the guest's byte at `guest`, which lies before `end`. */
export function indexAt(table: ExtentTable, guest: number): number {
  let low = 0
  let high = table.count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (startOf(table, middle) <= guest) low = middle
    else high = middle - 1
  }
  return low
}
