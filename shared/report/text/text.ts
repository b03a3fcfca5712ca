import { mayNeedAnything } from '../../analysis/accounting/cache/unread.ts'
import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { cachesOf } from '../../analysis/cache-of.ts'
import { isFound, isGone } from '../../analysis/disks/found-disks.ts'
import { hostPathOf } from '../../analysis/hosts/host-label.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { lackingDisks } from '../../analysis/sizes/partial.ts'
import { displayText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import { domainsAloneText } from '../../i18n/domains-alone.ts'
import { isUnfinished } from '../../nova/base-name.ts'
import { isLive } from '../../nova/names.ts'
import { formatCount } from '../count.ts'
import { counted } from '../counted.ts'
import { wrapLines } from './fit.ts'
import { hostColumn } from './host-column.ts'
import { baseColumns, imageColumns } from './image-columns.ts'
import { instanceColumnsFor } from './instance-columns.ts'
import {
  type MigrationRow,
  migrationColumns,
  migrationRows,
  runningNotes,
  sharedNotes,
} from './migration-text.ts'
import { nodeSections } from './nodes-text.ts'
import { openedLines } from './opened-text.ts'
import { noProblemLines, problemLines } from './problems-text.ts'
import { foundColumns, hostOfRemote, remoteColumns, remoteRows } from './remote-columns.ts'
import { setupLines } from './setup-text.ts'
import { otherSpaces } from './size-lines.ts'
import { type TableSize, table } from './table-text.ts'
import { totalsLines } from './totals-text.ts'
import { unknownNotes, whyOfImage, whyOfInstance } from './unknown-notes.ts'

export interface TextOptions {
  /** Rows of each table; what is more is counted. */
  readonly top?: number
  /** What must travel with an instance; without it nothing is said of that. */
  readonly travelOf?: TravelOf
  /** Columns of the terminal, if it goes to one: what is wider is wrapped, cut or left out. */
  readonly width?: number
}

const TOP = 20

/** A node as a report for the terminal; every name is safe to print. */
export function nodeText(view: NodeView, { top = TOP, travelOf, width }: TextOptions = {}): string {
  const size = { top, width }
  const instances = view.instances.toSorted((a, b) => b.allocated - a.allocated)
  const bases = view.bases.toSorted((a, b) => b.allocated - a.allocated)
  const remote = instances.flatMap(remoteRows)
  const sections = [
    wrapLines([...heading(view), ...totalsLines(view)], width),
    wrapLines(setupLines(view), width),
    ...nodeSections(view).map((lines) => wrapLines(lines, width)),
    table(
      // The totals count folders that a resize or a deletion left over as no instances.
      view.totals.instances < instances.length ? 'Instances and leftovers' : 'Instances',
      [...hostColumn(view, hostPathOf), ...instanceColumnsFor(instances)],
      instances,
      size,
      {
        notesOf: (rows) =>
          unknownNotes(rows, ({ name, uuid }) => name ?? uuid, whyOfInstance, unreadOf(view)),
      },
    ),
    travelOf === undefined ? [] : migrations(view, instances, travelOf, size),
    table(
      'Disks outside of what was scanned',
      [...hostColumn(view, hostOfRemote), ...remoteColumns],
      remote.filter(({ disk }) => isGone(disk)),
      size,
    ),
    table(
      'Disks elsewhere on this node',
      [...hostColumn(view, hostOfRemote), ...foundColumns],
      remote.filter(({ disk }) => isFound(disk)),
      size,
    ),
    table(
      basesTitle(view),
      [...hostColumn(view, idOf), ...baseColumns(view.finishedAtMs)],
      bases,
      size,
      { notesOf: (rows) => unknownNotes(rows, ({ name }) => name, whyOfImage) },
    ),
    table('Images', imageColumns, view.images, size, {
      notesOf: (rows) => unknownNotes(rows, idOf, whyOfImage),
    }),
    wrapLines([...noProblemLines(view), ...problemLines(view.findings, top)], width),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading(view: NodeView): readonly string[] {
  const [title = '', ...more] = openedLines(view)
  return [
    title,
    ...partialLine(view),
    ...lackingLine(view),
    ...unreadLine(view),
    ...goneLine(view),
    ...more,
  ]
}

function partialLine({ end }: NodeView): readonly string[] {
  if (end.state === 'complete') return []
  return [`PARTIAL: the scan ${ends[end.reason]}; figures are of what was read.`]
}

function lackingLine(view: NodeView): readonly string[] {
  const { domainsAlone } = view
  const why = lackingDisks(view)
  if (why !== 'domains-alone') return why === undefined ? [] : [`PARTIAL: ${otherSpaces[why]}.`]
  const { title, text } = domainsAloneText(formatCount(domainsAlone ?? 0), 'en')
  return [`PARTIAL: ${title}. ${text}`]
}

/** What must travel together when an instance is moved, of those that the table of instances shows. */
function migrations(
  view: NodeView,
  instances: readonly InstanceRow[],
  travelOf: TravelOf,
  size: TableSize,
): readonly string[] {
  const columns = [...hostColumn(view, hostOfMigration), ...migrationColumns]
  const moved = instances.filter(isLive)
  const rows = migrationRows(moved.slice(0, size.top), travelOf)
  const notesOf = (shown: readonly MigrationRow[]) => [
    ...sharedNotes(view, shown),
    ...runningNotes(shown),
  ]
  return table('What moves with an instance', columns, rows, size, { total: moved.length, notesOf })
}

const hostOfMigration = ({ instance }: MigrationRow): string => hostPathOf(instance)

/** The totals have what a download left among the leftovers, and count no symlink of the cache. */
function basesTitle({ bases, totals }: NodeView): string {
  const hasLeftovers = bases.some(({ base }) => isUnfinished(base))
  const hasLinks = totals.baseCount < bases.length
  if (!hasLeftovers) return hasLinks ? 'Base files and symlinks' : 'Base files'
  return hasLinks ? 'Base files, leftovers and symlinks' : 'Base files and leftovers'
}

/** What may use any files: the first few of each host. */
function unreadOf(view: NodeView): readonly TreePath[] {
  const doubts = cachesOf(view).flatMap((cache) => cache.doubts)
  const meant = doubts.filter((doubt) => doubt.isLoose !== true && mayNeedAnything(doubt))
  return [...new Set(meant.map(({ path }) => path))]
}

function idOf({ id }: { readonly id: TreePath }): TreePath {
  return id
}

/** Which entries they are stands among the problems, of which only the first are shown. */
function unreadLine({ totals: { unreadable } }: NodeView): readonly string[] {
  if (unreadable === 0) return []
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
