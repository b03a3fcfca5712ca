import type { Finding } from '../../../../shared/findings/types.ts'
import { isMoment } from '../../../format/time.ts'
import type { ColumnTitle, ExplainKey, GridColumn } from '../../../grid/columns.ts'
import { problemRank } from './problem-rank.ts'

// Columns that several tables have. One that has no rank only comes when it is asked for.

type SizeId = ColumnTitle & ExplainKey

type Sized<R> = Pick<GridColumn<R>, 'rank' | 'ifKnown' | 'track'> & {
  /** Bytes, or what is drawn of them. */
  readonly value: (row: R) => number | undefined
}

/** A measure with an info button; the largest comes first. */
export function measureColumn<R, Id extends SizeId>(id: Id, column: Sized<R>): GridColumn<R, Id> {
  return { id, title: id, explain: id, descendingFirst: true, ...column }
}

/** A measure that is told in numbers. */
export function sizeColumn<R, Id extends SizeId>(id: Id, column: Sized<R>): GridColumn<R, Id> {
  return { ...measureColumn(id, column), align: 'end' }
}

/** When it was changed, in milliseconds; the latest comes first. */
export function changedColumn<R>(
  rank: number,
  changedMs: (row: R) => number | undefined,
): GridColumn<R, 'changed'> {
  const track = 'minmax(76px, 1fr)'
  const value = (row: R) => {
    const ms = changedMs(row)
    return ms !== undefined && isMoment(ms) ? ms : undefined
  }
  return { id: 'changed', title: 'changed', track, rank, value, descendingFirst: true }
}

/** How many problems there are of each severity, beside the name where any row has one; the worst come first. */
export function problemsColumn<R extends { readonly findings: readonly Finding[] }>(
  rank: number,
): GridColumn<R, 'problems'> {
  const value = ({ findings }: R) => problemRank(findings)
  // Its title is whole where rows are sorted by it, before a name grows.
  const track = 'minmax(72px, 84px)'
  // Of none the names take the room.
  const ifKnown = true
  return { id: 'problems', title: 'problems', track, rank, ifKnown, value, descendingFirst: true }
}

// Pixels. The columns beside names take a part of what is more than the most.
const character = 7.2
const triangle = 20
const mostForNames = 190

/** What the longest name takes. */
export function roomForNames<R>(rows: readonly R[], nameOf: (row: R) => string): number {
  const longest = rows.reduce((most, row) => Math.max(most, nameOf(row).length), 0)
  return Math.min(mostForNames, triangle + longest * character)
}
