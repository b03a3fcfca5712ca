import { displayText } from '../../../shared/bytes/text.ts'
import type { Pieces } from '../../../shared/report/pieces.ts'

/** A row's end is CR LF; a name may have a CR alone, which goes back over the line, or a line end of its own. */
const WITHIN_LINE = /(?:[^\r\n]|\r(?!\n))+/g

/** CSV as a terminal shows it: what a name has of control characters is written out, and moves no cursor. */
export function* shownCsv(pieces: Pieces): Generator<string> {
  for (const piece of pieces) yield piece.replace(WITHIN_LINE, displayText)
}
