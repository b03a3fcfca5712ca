import { displayText } from '../../bytes/text.ts'
import { type Pieces, pieces } from '../pieces.ts'

/** A value of a table; undefined is an empty cell. */
export type CsvCell = string | number | boolean | undefined

/**
 * RFC 4180 with CRLF, a header and a line end after each row. A text cell that a spreadsheet would
 * take for a formula (OWASP: `= + - @`, tab, CR, LF, and their full-width twins) gets a `'` before
 * it: names come from guests and tenants. Nothing else about a cell changes.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): Pieces {
  return pieces(csvLines(header, rows))
}

function* csvLines(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
): Generator<string> {
  yield `${header.join(',')}\r\n`
  for (const row of rows) yield `${row.map(cellText).join(',')}\r\n`
}

const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
/** Bytes of a name that are not UTF-8: a CSV file has no way to keep them. */
const notText = /\p{Cs}/gu
/** Backslashes before what looks like such a byte written out, or before one, stand twice: names stay apart. */
const beforeNotText = /(?<!\\)\\+(?=x[89a-f][0-9a-f]|ud[89a-f][0-9a-f]{2}|\p{Cs})/gu
const quoted = /[",\r\n]|^\s|\s$/

function cellText(cell: CsvCell): string {
  if (cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const own = formula.test(cell) ? `'${cell}` : cell
  const text = own.replace(beforeNotText, '$&$&').replace(notText, displayText)
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
