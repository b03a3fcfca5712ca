import type { HostOf } from '../../shared/analysis/hosts/host-label.ts'
import type { BaseRow } from '../../shared/analysis/rows/rows.ts'
import { parentPath } from '../../shared/files/paths.ts'
import { shortBaseName } from '../format/path.ts'

export interface BaseSlice {
  /** Undefined for the slice that stands for the rest. */
  readonly base: BaseRow | undefined
  /** What tells it from another slice of the same short name. */
  readonly where?: string
  readonly count: number
  readonly allocated: number
  readonly overlays: number
}

/** The `limit` bases that hold most together with their overlays, and one slice for the rest. */
export function topBases(
  bases: readonly BaseRow[],
  limit: number,
  hostOf: HostOf = () => undefined,
): readonly BaseSlice[] {
  const weight = ({ allocated, overlayAllocated }: BaseRow) => allocated + overlayAllocated
  const ranked = bases.filter((base) => weight(base) > 0).sort((a, b) => weight(b) - weight(a))
  const shown = ranked.slice(0, limit)
  const top = shown.map((base) => {
    const where = whereOf(base, shown, hostOf)
    return { ...slice(base, [base]), ...(where !== undefined && { where }) }
  })
  const rest = ranked.slice(limit)
  return rest.length === 0 ? top : [...top, slice(undefined, rest)]
}

/** Of bases that are called alike: the host, or the folder where one host has several of them. */
function whereOf(base: BaseRow, shown: readonly BaseRow[], hostOf: HostOf): string | undefined {
  const name = shortBaseName(base.name)
  const alike = shown.filter((other) => shortBaseName(other.name) === name)
  if (alike.length === 1) return undefined
  const host = hostOf(base.id)?.short
  const ofHost = alike.filter(({ id }) => hostOf(id)?.short === host)
  return ofHost.length === 1 && host !== undefined ? host : parentPath(base.id)
}

function slice(base: BaseRow | undefined, rows: readonly BaseRow[]): BaseSlice {
  return {
    base,
    count: rows.length,
    allocated: rows.reduce((sum, row) => sum + row.allocated, 0),
    overlays: rows.reduce((sum, row) => sum + row.overlayAllocated, 0),
  }
}
