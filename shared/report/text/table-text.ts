import { type Column, textTable } from './columns.ts'

export interface TableSize {
  readonly top: number
  readonly width: number | undefined
}

/** A table under its title; nothing where it has no rows. `total`: of all, where `rows` are not all. */
export function table<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { top, width }: TableSize,
  total = rows.length,
): readonly string[] {
  if (rows.length === 0) return []
  const lines = [`${title} (${total})`, ...textTable(columns, rows.slice(0, top), width)]
  return total > top ? [...lines, `... and ${total - top} more`] : lines
}
