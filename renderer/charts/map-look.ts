import { depthOf, kindOf, type MapClass, type MapKind } from '../../shared/map/classes.ts'

/** Colours of tokens.css that a map is painted with. */
export const MAP_COLORS = [
  'active',
  'base',
  'layer-1',
  'layer-2',
  'layer-3',
  'layer-4',
  'zero',
  'nowhere',
  'missing',
  'lost',
  'invalid',
] as const
export type MapColor = (typeof MAP_COLORS)[number]

/** What is drawn into a cell, so that colour is not alone. */
export type MapMark = 'full' | 'stripes' | 'checks' | 'dot' | 'outline' | 'cross' | 'torn' | 'bar'

export interface MapLook {
  readonly color: MapColor
  readonly mark: MapMark
}

const BETWEEN = ['layer-1', 'layer-2', 'layer-3', 'layer-4'] as const satisfies readonly MapColor[]

/**
 * Data has the colour of the layer that holds it; what no layer's data is has one of its own. `base`
 * is the depth of the last layer.
 */
export function lookOf(kind: MapKind, depth: number, base: number): MapLook {
  switch (kind) {
    case 'data':
      return { color: layerColor(depth, base), mark: 'full' }
    case 'compressed':
      return { color: layerColor(depth, base), mark: 'stripes' }
    case 'encrypted':
      return { color: layerColor(depth, base), mark: 'checks' }
    case 'zero':
      return { color: 'zero', mark: 'dot' }
    case 'unallocated':
      return { color: 'nowhere', mark: 'outline' }
    case 'missing':
      return { color: 'missing', mark: 'cross' }
    case 'lost':
      return { color: 'lost', mark: 'torn' }
    case 'invalid':
      return { color: 'invalid', mark: 'bar' }
  }
}

export function lookOfClass(mapClass: MapClass, base: number): MapLook {
  return lookOf(kindOf(mapClass), depthOf(mapClass), base)
}

/** The active layer and the base have colours of their own; those between take turns in the others. */
function layerColor(depth: number, base: number): MapColor {
  if (depth === 0) return 'active'
  return depth === base ? 'base' : (BETWEEN[(depth - 1) % BETWEEN.length] ?? 'base')
}
