import type { MapSummary } from '../../shared/ipc/tasks.ts'
import type { MapKind } from '../../shared/map/classes.ts'

/** A line of a map's legend: a look, whose it is, and how much of the disk has it. */
export interface LegendRow {
  readonly kind: MapKind
  /** Undefined for what is of no layer. */
  readonly depth: number | undefined
  readonly bytes: number
  readonly extents: number
}

/** Layer by layer from the active one down, then what no layer holds and what cannot be had. */
export function legendRows({ totals }: Pick<MapSummary, 'totals'>): readonly LegendRow[] {
  const held = totals.filter(({ kind }) => !isNobodys(kind))
  const nobodys = (['unallocated', 'missing'] as const).flatMap((kind) => {
    const parts = totals.filter((total) => total.kind === kind)
    if (parts.length === 0) return []
    const sum = (of: 'bytes' | 'extents') => parts.reduce((all, part) => all + part[of], 0)
    return [{ kind, depth: undefined, bytes: sum('bytes'), extents: sum('extents') }]
  })
  return [...held, ...nobodys]
}

function isNobodys(kind: MapKind): boolean {
  return kind === 'unallocated' || kind === 'missing'
}
