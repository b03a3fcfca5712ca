import { depthOf, kindOf, type MapClass, type MapKind, NO_CLASS } from '../../shared/map/classes.ts'
import type { MapWindow } from '../../shared/map/window.ts'

/** What a cell is partly made of; `share` is up to 1. */
export interface CellPart {
  readonly kind: MapKind
  readonly depth: number
  readonly share: number
}

/** The numbers of one cell. Bytes. */
export interface CellFacts {
  readonly start: number
  /** Shorter for the last cell of the disk. */
  readonly length: number
  readonly dominant: CellPart
  readonly second: CellPart | undefined
  /** Number of the extent at its start, and how many reach into it. */
  readonly extent: number
  readonly extents: number
  /** Which layer holds its first byte, in which of its files, and where there. */
  readonly firstKind: MapKind
  readonly firstDepth: number
  readonly file: number
  readonly offset: number | undefined
}

/** The numbers of a window's cell; undefined where there is none, or past the end of the disk. */
export function cellFacts(window: MapWindow, cell: number, end: number): CellFacts | undefined {
  const dominant = partOf(window.dominant[cell], window.share[cell])
  if (dominant === undefined) return undefined
  const start = window.start + cell * window.cellBytes
  const offset = window.offset[cell] ?? Number.NaN
  const first = window.first[cell] ?? NO_CLASS
  return {
    start,
    length: Math.min(window.cellBytes, end - start),
    dominant,
    second: partOf(window.second[cell], window.secondShare[cell]),
    extent: window.extent[cell] ?? 0,
    extents: window.extents[cell] ?? 0,
    firstKind: kindOf(first),
    firstDepth: depthOf(first),
    file: window.file[cell] ?? 0,
    offset: Number.isNaN(offset) ? undefined : offset,
  }
}

function partOf(mapClass: MapClass = NO_CLASS, share = 0): CellPart | undefined {
  if (mapClass === NO_CLASS) return undefined
  return { kind: kindOf(mapClass), depth: depthOf(mapClass), share }
}
