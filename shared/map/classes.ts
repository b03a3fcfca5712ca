import type { DiskExtentKind } from '../formats/disk/types.ts'

/** Kinds by their number in a class; the order is that of a legend. */
export const MAP_KINDS = [
  'data',
  'compressed',
  'zero',
  'unallocated',
  'missing',
  'invalid',
] as const satisfies readonly DiskExtentKind[]

/** Room for kinds in a class, so that a class fits in 16 bits at every depth that is followed. */
const KINDS_PER_DEPTH = 8

/** How a stretch is held, and by which layer, in one number. */
export type MapClass = number

/** Stands where a window reaches past what was mapped. */
export const NO_CLASS: MapClass = 0xffff

export function classOf(kind: DiskExtentKind, depth: number): MapClass {
  return depth * KINDS_PER_DEPTH + MAP_KINDS.indexOf(kind)
}

export function kindOf(mapClass: MapClass): DiskExtentKind {
  return MAP_KINDS[mapClass % KINDS_PER_DEPTH] ?? 'invalid'
}

export function depthOf(mapClass: MapClass): number {
  return Math.floor(mapClass / KINDS_PER_DEPTH)
}
