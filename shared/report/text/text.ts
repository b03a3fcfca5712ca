import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { hostPathOf } from '../../analysis/hosts/host-label.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isFound, isGone } from '../../analysis/rows/found-disks.ts'
import { virtualOf } from '../../analysis/rows/instance-sums.ts'
import type { RemoteDisk } from '../../analysis/rows/remote-disks.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../../analysis/rows/rows.ts'
import { knownAllocated, knownSizes } from '../../analysis/sizes/known-allocated.ts'
import { displayText, nameText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { counted } from '../counted.ts'
import { leastSize, optionalSize } from '../size.ts'
import { cacheText } from './accounting-text.ts'
import { type Column, textTable } from './columns.ts'
import { findingText } from './finding-text.ts'
import { wrapLines } from './fit.ts'
import { shownFormat } from './format-text.ts'
import { hostColumn } from './host-column.ts'
import { type MigrationRow, migrationColumns, migrationRows, moves } from './migration-text.ts'
import { nodeSections } from './nodes-text.ts'
import { openedLines } from './opened-text.ts'
import { setupLines } from './setup-text.ts'
import { sourceText } from './source-text.ts'
import { totalsLines } from './totals-text.ts'

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
      [...hostColumn(view, hostPathOf), ...columnsFor(instances)],
      instances,
      size,
    ),
    travelOf === undefined ? [] : migrations(view, instances, travelOf, size),
    table(
      'Disks that are not on this node',
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
      // The totals count no symlinks in the cache as base files.
      view.totals.baseCount < bases.length ? 'Base files and symlinks' : 'Base files',
      [...hostColumn(view, idOf), ...baseColumns(view.finishedAtMs)],
      bases,
      size,
    ),
    table('Images', imageColumns, view.images, size),
    wrapLines(problems(view.findings, top), width),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading(view: NodeView): readonly string[] {
  const [title = '', ...more] = openedLines(view)
  return [title, ...partialLine(view), ...unreadLine(view), ...more]
}

function partialLine({ end }: NodeView): readonly string[] {
  if (end.state === 'complete') return []
  return [`PARTIAL: the scan ${ends[end.reason]}; figures are of what was read.`]
}

/** What must travel together when an instance is moved, of those that the table of instances shows. */
function migrations(
  view: NodeView,
  instances: readonly InstanceRow[],
  travelOf: TravelOf,
  size: TableSize,
): readonly string[] {
  const columns = [...hostColumn(view, hostOfMigration), ...migrationColumns]
  const moved = instances.filter(moves)
  const rows = migrationRows(moved.slice(0, size.top), travelOf)
  return table('What moves with an instance', columns, rows, size, moved.length)
}

const hostOfMigration = ({ instance }: MigrationRow): string => hostPathOf(instance)

function idOf({ id }: { readonly id: TreePath }): TreePath {
  return id
}

/** Which entries they are stands among the problems, of which only the first are shown. */
function unreadLine({ totals: { unreadable } }: NodeView): readonly string[] {
  if (unreadable === 0) return []
  const what = counted(unreadable, 'entry', 'entries')
  return [`PARTIAL: ${what} could not be read; figures are without what is in them.`]
}

const ends = {
  cancelled: 'was cancelled',
  'not-responding': 'met a file system that does not answer',
  failed: 'ended before it was done',
  'not-opened': 'lacks what could not be opened',
} as const

const instanceColumns: readonly Column<InstanceRow>[] = [
  { header: 'UUID', fit: 'cut', cell: (row) => nameText(row.uuid) },
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.name ?? '-') },
  { header: 'KIND', cell: (row) => row.kind },
  { header: 'DISKS', fit: 'spare', align: 'right', cell: diskCount },
  { header: 'VIRTUAL', align: 'right', cell: virtualSize },
  { header: 'ALLOCATED', align: 'right', cell: allocatedSize },
  { header: 'EXCLUSIVE', align: 'right', cell: (row) => optionalSize(knownSizes(row)?.exclusive) },
  {
    header: 'AMORTISED',
    fit: 'spare',
    align: 'right',
    cell: (row) => optionalSize(knownSizes(row)?.amortised),
  },
  { header: 'PROBLEMS', align: 'right', cell: (row) => String(row.findings.length) },
]

function diskCount({ disks, incomplete }: InstanceRow): string {
  if (incomplete === undefined) return String(disks.length)
  // At least nothing says nothing.
  return disks.length === 0 ? '-' : `>= ${disks.length}`
}

function virtualSize(row: InstanceRow): string {
  const { bytes, isAtLeast } = virtualOf(row)
  return leastSize(bytes, isAtLeast)
}

function allocatedSize({ allocated, incomplete }: InstanceRow): string {
  return leastSize(allocated, incomplete !== undefined)
}

const flavorColumn: Column<InstanceRow> = {
  header: 'FLAVOR',
  fit: 'spare',
  cell: ({ identity }) => nameText(identity?.flavor?.name ?? '-'),
}
const projectColumn: Column<InstanceRow> = {
  header: 'PROJECT',
  fit: 'spare',
  cell: ({ identity }) => nameText(identity?.projectName ?? identity?.projectId ?? '-'),
}

/** Of a folder that no domain of this host belongs to, where others have it too. */
const mayBeOfColumn: Column<InstanceRow> = {
  header: 'MAY BE OF',
  fit: 'cut',
  cell: ({ otherHosts = [] }) => (otherHosts.length === 0 ? '-' : nameText(otherHosts.join(', '))),
}

/** Whose they are is shown where that is known of any. */
function columnsFor(rows: readonly InstanceRow[]): readonly Column<InstanceRow>[] {
  return [
    ...instanceColumns,
    ...(rows.some(({ identity }) => identity?.flavor) ? [flavorColumn] : []),
    ...(rows.some(({ identity }) => identity?.projectId) ? [projectColumn] : []),
    ...(rows.some(({ otherHosts }) => otherHosts) ? [mayBeOfColumn] : []),
  ]
}

interface RemoteRow {
  readonly instance: InstanceRow
  readonly disk: RemoteDisk
}

const hostOfRemote = ({ instance }: RemoteRow): string => hostPathOf(instance)

function remoteRows(instance: InstanceRow): readonly RemoteRow[] {
  return (instance.remoteDisks ?? []).map((disk) => ({ instance, disk }))
}

const remoteColumns: readonly Column<RemoteRow>[] = [
  { header: 'UUID', fit: 'cut', cell: ({ instance }) => nameText(instance.uuid) },
  { header: 'NAME', fit: 'cut', cell: ({ instance }) => nameText(instance.name ?? '-') },
  { header: 'DISK', cell: ({ disk }) => (disk.root ? 'root' : nameText(disk.target ?? '-')) },
  { header: 'WHERE', fit: 'cut', cell: ({ disk }) => nameText(sourceText(disk.source)) },
  { header: 'VOLUME', fit: 'spare', cell: ({ disk }) => disk.volumeId ?? '-' },
  { header: 'FROM', cell: ({ disk }) => disk.from },
]

const foundColumns: readonly Column<RemoteRow>[] = [
  ...remoteColumns.slice(0, 2),
  { header: 'FILE', fit: 'wrap', cell: ({ disk }) => nameText(disk.path ?? '-') },
]

const baseColumns = (nowMs: number): readonly Column<BaseRow>[] => [
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.name) + targetNote(row) },
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  { header: 'OVERLAYS', align: 'right', cell: overlayCount },
  { header: 'CACHE', cell: (row) => cacheText(row.cache, nowMs) },
  { header: 'IMAGE', fit: 'spare', cell: (row) => row.glanceId ?? '-' },
]

const imageColumns: readonly Column<ImageRow>[] = [
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.id) + linkNote(row) },
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  { header: 'CHAIN', cell: (row) => row.chain },
]

function targetNote({ link }: BaseRow): string {
  return link === undefined ? '' : ` -> ${nameText(link.target)}`
}

function linkNote({ hardLinkOf, dataOf }: ImageRow): string {
  const link = hardLinkOf === undefined ? '' : ` (hard link of ${nameText(hardLinkOf)})`
  return dataOf === undefined ? link : `${link} (data of ${nameText(dataOf)})`
}

interface TableSize {
  readonly top: number
  readonly width: number | undefined
}

function table<Row>(
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

function problems(found: readonly Finding[], top: number): readonly string[] {
  if (found.length === 0) return ['No problems found.']
  const lines = found
    .slice(0, top)
    .map((one) => `${one.severity.padEnd(7)}  ${shownPath(one)}: ${displayText(findingText(one))}`)
  const more = found.length > top ? [`... and ${found.length - top} more`] : []
  return [`Problems (${found.length})`, ...lines, ...more]
}

function shownPath({ subject: { path } }: Finding): string {
  return path === '' ? '.' : nameText(path)
}

/** What was not read may stand on it too. */
function overlayCount({ overlays, isUsersAtLeast }: BaseRow): string {
  return `${isUsersAtLeast === true ? '>= ' : ''}${overlays.length}`
}
