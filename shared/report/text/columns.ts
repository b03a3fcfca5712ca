import { displayWidth } from './display-width.ts'
import { columnsThatFit, cutMiddle, type Fit, fittedWidths, GAP, wrapWords } from './fit.ts'

/** A column of a text table. Numbers stand right, so that their units line up. */
export interface Column<Row> {
  readonly header: string
  readonly align?: 'right'
  readonly cell: (row: Row) => string
  /** What it says, where its header does not tell; stands below the table. */
  readonly legend?: string
  /** Where the table is wider than the terminal. Only the last column may wrap. */
  readonly fit?: Fit
  /** Columns of a terminal that it has before a spare column gets any, where it may be cut. */
  readonly least?: number
  /** Columns of a terminal below which it is never cut. */
  readonly floor?: number
  /** How it is cut, where that is not in the middle. */
  readonly cut?: (cell: string, room: number) => string
  /** Columns of a terminal that it takes at most, where it may be cut: what is longer somebody made up. */
  readonly most?: number
}

/**
 * An aligned table with two spaces between columns; no line ends in a space. In a terminal of `room`
 * columns names are cut in the middle, spare columns left out and the last one wrapped.
 */
export function textTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  room = Number.POSITIVE_INFINITY,
): string[] {
  const { all, shown } = fitted(columns, rows, room)
  const widths = fittedWidths(
    shown,
    shown.map(({ width }) => width),
    room,
  )
  const lines = [-1, ...rows.keys()].map((row) => {
    const cells = shown.map(({ cells }) => cells[row + 1] ?? '')
    return lineOf(cells, shown, widths, room)
  })
  const left = all.filter((column) => !shown.includes(column)).map(({ header }) => header)
  return left.length === 0 ? lines : [...lines, `(no room for ${left.join(', ')})`]
}

/** The headers of the columns for which there is room. */
export function shownHeaders<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  room = Number.POSITIVE_INFINITY,
): ReadonlySet<string> {
  return new Set(fitted(columns, rows, room).shown.map(({ header }) => header))
}

/** What the columns say that the same table shows, a line for each of which the header does not tell. */
export function legendLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  room = Number.POSITIVE_INFINITY,
): readonly string[] {
  const { shown } = fitted(columns, rows, room)
  return shown.flatMap(({ header, legend }) =>
    legend === undefined ? [] : [`  ${header}: ${legend}`],
  )
}

function fitted<Row>(columns: readonly Column<Row>[], rows: readonly Row[], room: number) {
  const isFree = room === Number.POSITIVE_INFINITY
  const all = columns.map((column) => {
    const { cells, width } = cellsOf(column, rows)
    return { ...column, cells, width: isFree ? width : Math.min(width, column.most ?? width) }
  })
  return { all, shown: columnsThatFit(all, ({ width }) => width, room) }
}

function cellsOf<Row>({ header, cell }: Column<Row>, rows: readonly Row[]) {
  const cells = [header, ...rows.map(cell)]
  return { cells, width: cells.reduce((most, one) => Math.max(most, displayWidth(one)), 0) }
}

type Fitted = Pick<Column<never>, 'align' | 'fit' | 'cut'>

function lineOf(
  cells: readonly string[],
  columns: readonly Fitted[],
  widths: readonly number[],
  room: number,
): string {
  const last = columns.at(-1)?.fit === 'wrap' ? cells.at(-1) : undefined
  const fixed = last === undefined ? cells : cells.slice(0, -1)
  const padded = fixed.map((cell, at) => {
    const width = widths[at] ?? 0
    const { fit, cut = cutMiddle } = columns[at] ?? {}
    const text = fit === 'cut' ? cut(cell, width) : cell
    return pad(text, width, columns[at]?.align === 'right')
  })
  const front = padded.join('  ')
  if (last === undefined) return front.trimEnd()
  return wrapped(front, last, room).trimEnd()
}

/** Columns of the terminal: with less beside the others the last one goes below them. */
const LEAST_BESIDE = 32
/** How far in it stands there. */
const BELOW = 4

function wrapped(front: string, last: string, room: number): string {
  const at = displayWidth(front) + GAP
  if (at + displayWidth(last) <= room) return `${front}  ${last}`
  const isBeside = room - at >= LEAST_BESIDE
  const inset = isBeside ? at : BELOW
  const lines = wrapWords(last, room - inset).join(`\n${' '.repeat(inset)}`)
  return isBeside ? `${front}  ${lines}` : `${front.trimEnd()}\n${' '.repeat(inset)}${lines}`
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)))
  return right ? space + cell : cell + space
}
