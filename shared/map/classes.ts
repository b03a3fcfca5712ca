import type { DiskExtent, DiskExtentKind } from '../formats/disk/types.ts'

/**
 * `lost` is data whose place lies past the end of its file: it reads as zeros. `encrypted` is data that
 * only who has the key reads.
 */
export type MapKind = DiskExtentKind | 'lost' | 'encrypted'

/** A stretch of the guest's disk as a map has it. Bytes. */
export interface MapExtent extends Omit<DiskExtent, 'kind'> {
  readonly kind: MapKind
}

/** Kinds by their number in a class; the order is that of a legend. */
export const MAP_KINDS = [
  'data',
  'compressed',
  'encrypted',
  'lost',
  'zero',
  'unallocated',
  'missing',
  'invalid',
] as const satisfies readonly MapKind[]

/** Room for kinds in a class, so that a class fits in 16 bits at every depth that is followed. */
const KINDS_PER_DEPTH = 8

/** How a stretch is held, and by which layer, in one number. */
export type MapClass = number

/** Stands where a window reaches past what was mapped. */
export const NO_CLASS: MapClass = 0xffff

export function classOf(kind: MapKind, depth: number): MapClass {
  return depth * KINDS_PER_DEPTH + MAP_KINDS.indexOf(kind)
}

export function kindOf(mapClass: MapClass): MapKind {
  return MAP_KINDS[mapClass % KINDS_PER_DEPTH] ?? 'invalid'
}

/** Number of the layer, 0 the active one. */
export function depthOf(mapClass: MapClass): number {
  return Math.floor(mapClass / KINDS_PER_DEPTH)
}
