import { depthOf, kindOf, type MapClass, type MapKind } from './classes.ts'
import { classAt, type ExtentTable, endOf, startOf } from './extent-table.ts'

/** What one layer holds in one way. */
export interface MapTotal {
  readonly kind: MapKind
  readonly depth: number
  readonly bytes: number
  readonly extents: number
}

/** Sums over the whole table, the active layer first and each layer's kinds in the legend's order. */
export function mapTotals(table: ExtentTable): readonly MapTotal[] {
  const sums = new Map<MapClass, { bytes: number; extents: number }>()
  for (let index = 0; index < table.count; index += 1) {
    const mapClass = classAt(table, index)
    const sum = sums.get(mapClass) ?? { bytes: 0, extents: 0 }
    sum.bytes += endOf(table, index) - startOf(table, index)
    sum.extents += 1
    sums.set(mapClass, sum)
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([mapClass, sum]) => ({ kind: kindOf(mapClass), depth: depthOf(mapClass), ...sum }))
}

/** Bytes that the layer at `at` shows as data of its files, as they stand there. */
export function dataOf(totals: readonly MapTotal[], at: number): number {
  const own = totals.filter(({ depth }) => depth === at)
  return bytesOf('data', own) + bytesOf('encrypted', own)
}

/** Bytes that are held in one way, by whatever layer. */
export function bytesOf(wanted: MapKind, totals: readonly MapTotal[]): number {
  return totals.reduce((sum, { kind, bytes }) => (kind === wanted ? sum + bytes : sum), 0)
}
