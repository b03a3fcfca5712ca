/** A column of a text table. Numbers stand right, so that their units line up. */
export interface Column<Row> {
  readonly header: string
  readonly align?: 'right'
  readonly cell: (row: Row) => string
}

/** An aligned table with two spaces between columns; no line ends in a space. */
export function textTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ]
  const widths = columns.map((_, at) =>
    lines.reduce((most, line) => Math.max(most, displayWidth(line[at] ?? '')), 0),
  )
  return lines.map((line) =>
    line
      .map((cell, at) => pad(cell, widths[at] ?? 0, columns[at]?.align === 'right'))
      .join('  ')
      .trimEnd(),
  )
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)))
  return right ? space + cell : cell + space
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u
const ascii = /^[ -~]*$/

/** Cells that a terminal gives a text: two for East Asian characters, none for combining marks. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length
  let width = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    width += wide.test(character) ? 2 : 1
  }
  return width
}
