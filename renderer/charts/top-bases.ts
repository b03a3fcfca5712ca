import type { BaseRow } from '../../shared/analysis/model.ts'

export interface BaseSlice {
  /** Undefined for the slice that stands for the rest. */
  readonly base: BaseRow | undefined
  readonly count: number
  readonly allocated: number
  readonly overlays: number
}

/** The `limit` bases that hold most together with their overlays, and one slice for the rest. */
export function topBases(bases: readonly BaseRow[], limit: number): readonly BaseSlice[] {
  const weight = ({ allocated, overlayAllocated }: BaseRow) => allocated + overlayAllocated
  const ranked = bases.filter((base) => weight(base) > 0).sort((a, b) => weight(b) - weight(a))
  const top = ranked.slice(0, limit).map((base) => slice(base, [base]))
  const rest = ranked.slice(limit)
  return rest.length === 0 ? top : [...top, slice(undefined, rest)]
}

function slice(base: BaseRow | undefined, rows: readonly BaseRow[]): BaseSlice {
  return {
    base,
    count: rows.length,
    allocated: rows.reduce((sum, row) => sum + row.allocated, 0),
    overlays: rows.reduce((sum, row) => sum + row.overlayAllocated, 0),
  }
}
