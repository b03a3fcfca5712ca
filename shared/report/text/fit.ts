import { displayWidth } from './display-width.ts'

/** What a column does where a table is wider than the terminal; one without it stays as it is. */
export type Fit = 'cut' | 'wrap' | 'spare'

/** Columns of the terminal: narrower than this a name that is cut tells nothing. */
const LEAST_CUT = 13

interface Sized {
  readonly fit?: Fit
  /** Columns of the terminal that a name has before a spare column gets any, if it is as long. */
  readonly least?: number
  /** Columns of the terminal below which a name is never cut. */
  readonly floor?: number
}

/** Which columns are shown: of the spare ones those for which there is room beside the others, the first first. */
export function columnsThatFit<C extends Sized>(
  columns: readonly C[],
  widthOf: (column: C) => number,
  room: number,
): readonly C[] {
  const shown = new Set(columns.filter(({ fit }) => fit !== 'spare'))
  for (const column of columns) {
    const more = columns.filter((one) => one === column || shown.has(one))
    if (leastOf(more, widthOf) <= room) shown.add(column)
  }
  return columns.filter((column) => shown.has(column))
}

function leastOf<C extends Sized>(columns: readonly C[], widthOf: (column: C) => number): number {
  return columns.reduce((sum, column) => sum + GAP + leastWidth(column, widthOf(column)), -GAP)
}

/** Between two columns. */
export const GAP = 2

function leastWidth({ fit, least = LEAST_CUT }: Sized, width: number): number {
  if (fit === 'wrap') return 0
  return fit === 'cut' ? Math.min(width, least) : width
}

/** The widths of columns in so much room: the widest that can be cut gives way first. */
export function fittedWidths(
  columns: readonly Sized[],
  widths: readonly number[],
  room: number,
): readonly number[] {
  const fitted = [...widths]
  const excess = () =>
    fitted.reduce((sum, width, at) => sum + (columns[at]?.fit === 'wrap' ? 0 : width + GAP), -GAP) -
    room
  while (excess() > 0) {
    const widest = columns.reduce((best, { fit, floor = 0 }, at) => {
      const isWider = (fitted[at] ?? 0) > Math.max(LEAST_CUT, floor, fitted[best] ?? 0)
      return fit === 'cut' && isWider ? at : best
    }, -1)
    if (widest === -1) break
    fitted[widest] = (fitted[widest] ?? 0) - 1
  }
  return fitted
}

/** A text with its middle left out: names that begin alike often differ at the end. */
export function cutMiddle(text: string, room: number): string {
  if (displayWidth(text) <= room) return text
  const all = [...text]
  const end = Math.floor((room - 1) / 2)
  const front = room - 1 - end
  return `${takeWidth(all, front)}…${takeWidth(all.toReversed(), end, true)}`
}

/** A text with its end left out. */
export function cutEnd(text: string, room: number): string {
  return displayWidth(text) <= room ? text : `${takeWidth([...text], room - 1)}…`
}

function takeWidth(characters: readonly string[], room: number, isReversed = false): string {
  const taken: string[] = []
  let width = 0
  for (const one of characters) {
    width += displayWidth(one)
    if (width > room) break
    taken.push(one)
  }
  return (isReversed ? taken.reverse() : taken).join('')
}

/** The lines of a text at its spaces; a word that is longer stays whole, as it may be a path to copy. */
export function wrapWords(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && displayWidth(longer) > room) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line]
}

/** Lines of the report in so much room; what goes on below a line stands under its last column. */
export function wrapLines(lines: readonly string[], width: number | undefined): readonly string[] {
  return width === undefined ? lines : lines.map((line) => wrapLine(line, width))
}

const BEFORE_LAST = /^.*\s{2}(?=\S)/
/** How far in a line goes on that has no columns. */
const INDENT = 2

function wrapLine(line: string, width: number): string {
  if (displayWidth(line) <= width) return line
  const front = BEFORE_LAST.exec(line)?.[0] ?? ''
  const inset = displayWidth(front) || INDENT
  const [first = '', ...more] = wrapWords(line.slice(front.length), width - inset)
  return [front + first, ...more.map((one) => ' '.repeat(inset) + one)].join('\n')
}
