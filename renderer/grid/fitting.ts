import type { GridColumn } from './columns.ts'

/** Pixels; the same in Grid.module.css. */
const gap = 8
const padding = 22
/** Of the scrollbar beside the rows, whether it is there or not; the same in global.css. */
const scrollbar = 11

/** From this rank on a column only comes where names have the room that they want. */
const lesserRank = 6

/** Columns that somebody wants to see, or not to see, whatever fits. */
export type ColumnChoice = ReadonlyMap<string, boolean>

/** The least width of a table with these columns, in pixels. */
export function leastWidth(columns: readonly Pick<GridColumn<never>, 'track'>[]): number {
  const gaps = gap * Math.max(0, columns.length - 1)
  return columns.reduce((sum, { track }) => sum + leastTrack(track), padding + gaps)
}

function leastTrack(track: string): number {
  return Number(/(\d+)px/.exec(track)?.[1] ?? 0)
}

/** Those of which any row knows something, in their order. */
export function knownColumns<R, C extends GridColumn<R>>(
  columns: readonly C[],
  rows: readonly R[],
): readonly C[] {
  return columns.filter((column) => {
    const isKnown = knowing(column)
    return isKnown === undefined || rows.some(isKnown)
  })
}

/** What makes a column known by a row; undefined where it is shown in any case. */
function knowing<R>({ ifKnown, value }: GridColumn<R>): ((row: R) => boolean) | undefined {
  if (typeof ifKnown === 'function') return ifKnown
  return ifKnown === true ? (row) => value?.(row) !== undefined : undefined
}

/** Columns that would be shown beside those that are if there were room. */
export function withoutRoom<C extends Pick<GridColumn<never>, 'id' | 'rank'>>(
  known: readonly C[],
  shown: readonly { readonly id: string }[],
  choice: ColumnChoice,
): readonly C[] {
  const isShown = (id: string) => shown.some((column) => column.id === id)
  return known.filter(({ id, rank }) => rank !== undefined && !choice.has(id) && !isShown(id))
}

/**
 * Columns that are shown, in their order: the names (rank 0), the chosen ones, the one that rows are sorted
 * by, and of the others as many as fit beside them, those of little weight where the names have the room
 * that they want as well. All that have a rank where the `width` is not known yet (0).
 */
export function fittingColumns<C extends Pick<GridColumn<never>, 'id' | 'track' | 'rank'>>(
  columns: readonly C[],
  width: number,
  choice: ColumnChoice,
  sortedBy: string | undefined,
  wanted = 0,
): readonly C[] {
  const isWanted = ({ id, rank }: C) => choice.get(id) ?? (rank === 0 || id === sortedBy)
  let shown = columns.filter(isWanted)
  const name = columns.find(({ rank }) => rank === 0)
  const growth = name === undefined ? 0 : Math.max(0, wanted - leastTrack(name.track))
  const others = columns.filter(({ id, rank }) => rank !== undefined && !choice.has(id))
  for (const column of others.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    if (shown.includes(column)) continue
    const more = [...shown, column]
    const names = (column.rank ?? 0) < lesserRank ? 0 : growth
    if (width > 0 && leastWidth(more) + names > width - scrollbar) break
    shown = more
  }
  return columns.filter((column) => shown.includes(column))
}
