import type { NodeView } from '../../analysis/model.ts'
import { lackingDisks, lacksRead } from '../../analysis/sizes/partial.ts'
import { displayText } from '../../bytes/text.ts'
import { domainsAloneText } from '../../i18n/domains-alone.ts'
import { isoSeconds } from '../../values/time.ts'
import { formatCount } from '../count.ts'
import { counted } from '../counted.ts'
import { openedLines } from './opened-text.ts'
import { otherSpaces } from './size-lines.ts'

/** What was opened, and all that its figures are without. */
export function headingLines(view: NodeView): readonly string[] {
  const [title = '', ...more] = openedLines(view)
  return [
    title,
    ...partialLine(view),
    ...lackingLine(view),
    ...unreadLine(view),
    ...goneLine(view),
    ...more,
    ...scannedLine(view),
  ]
}

/** The day that ages and free space in it are of: a report is read later. */
function scannedLine({ finishedAtMs }: NodeView): readonly string[] {
  const time = isoSeconds(finishedAtMs)
  return time === undefined ? [] : [`Scanned ${time}`]
}

function partialLine({ end }: NodeView): readonly string[] {
  if (end.state === 'complete') return []
  return [`PARTIAL: the scan ${ends[end.reason]}; figures are of what was read.`]
}

function lackingLine(view: NodeView): readonly string[] {
  const why = lackingDisks(view)
  if (why !== 'domains-alone') return why === undefined ? [] : [`PARTIAL: ${otherSpaces[why]}.`]
  const { title, text } = domainsAloneText(view, 'en', formatCount)
  return [`PARTIAL: ${title}. ${text}`]
}

/** Which entries they are stands among the problems, of which only the first are shown. */
function unreadLine(view: NodeView): readonly string[] {
  const { unreadable } = view.totals
  if (!lacksRead(view)) return []
  if (unreadable === 0) return ['PARTIAL: what an image stands on could not be read.']
  const what = counted(unreadable, 'entry', 'entries')
  return [`PARTIAL: ${what} could not be read; figures are without what is in them.`]
}

/** Of a node at work something is deleted while it is scanned. */
function goneLine({ gone }: NodeView): readonly string[] {
  if (gone === undefined) return []
  const { count, first } = gone
  const what = counted(count, 'entry', 'entries')
  const which = count === 1 ? first : `the first of them ${first}`
  return [`Went away during the scan and left out: ${what}, ${displayText(which)}`]
}

const ends = {
  cancelled: 'was cancelled',
  'not-responding': 'met a file system that does not answer',
  failed: 'ended before it was done',
  'not-opened': 'lacks what could not be opened',
} as const
