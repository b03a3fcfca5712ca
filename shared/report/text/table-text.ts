import { formatCount } from '../count.ts'
import { type Column, legendLines, shownHeaders, textTable } from './columns.ts'
import { wrapLines } from './fit.ts'

export interface TableSize {
  readonly top: number
  readonly width: number | undefined
}

interface TableRest<Row> {
  /** Of all rows, where those given are not all. */
  readonly total?: number
  /** What stands below it of the rows that are shown, and of the columns for which there is room. */
  readonly notesOf?: (shown: readonly Row[], headers: ReadonlySet<string>) => readonly string[]
}

/** A table under its title; nothing where it has no rows. */
export function table<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { top, width }: TableSize,
  { total = rows.length, notesOf = () => [] }: TableRest<Row> = {},
): readonly string[] {
  if (rows.length === 0) return []
  const shown = rows.slice(0, top)
  const lines = [`${title} (${formatCount(total)})`, ...textTable(columns, shown, width)]
  const more = total > top ? [`... and ${formatCount(total - top)} more`] : []
  const below = [
    ...notesOf(shown, shownHeaders(columns, shown, width)),
    ...legendLines(columns, shown, width),
  ]
  return [...lines, ...more, ...wrapLines(below, width)]
}
