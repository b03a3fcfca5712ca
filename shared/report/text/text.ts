import { mayNeedAnything } from '../../analysis/accounting/cache/unread.ts'
import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { cachesOf } from '../../analysis/cache-of.ts'
import { isFound, isGone } from '../../analysis/disks/found-disks.ts'
import { hostPathOf } from '../../analysis/hosts/host-label.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../../analysis/rows/rows.ts'
import { displayText } from '../../bytes/text.ts'
import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { isUnfinished } from '../../nova/base-name.ts'
import { isLive } from '../../nova/names.ts'
import { naturalKey } from '../../values/natural-key.ts'
import { order } from '../../values/order.ts'
import { wrapLines } from './fit.ts'
import { headingLines } from './heading-text.ts'
import { hostColumn } from './host-column.ts'
import { baseColumns, imageColumnsOf } from './image-columns.ts'
import { instanceColumnsFor } from './instance-columns.ts'
import {
  type MigrationRow,
  migrationColumnsFor,
  migrationRows,
  runningNotes,
  sharedNotes,
} from './migration-text.ts'
import { nodeSections } from './nodes-text.ts'
import { noProblemLines, problemLines } from './problems-text.ts'
import { foundColumns, hostOfRemote, remoteColumns, remoteRows } from './remote-columns.ts'
import { setupLines } from './setup-text.ts'
import { type TableSize, table } from './table-text.ts'
import { totalsLines } from './totals-text.ts'
import { definedNotes, unknownNotes, whyOfImage, whyOfInstance } from './unknown-notes.ts'

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
  const instances = largestFirst(view.instances, nameOfInstance)
  const sections = [
    wrapLines([...headingLines(view), ...totalsLines(view)], width),
    wrapLines(setupLines(view), width),
    ...nodeSections(view).map((lines) => wrapLines(lines, width)),
    instanceTable(view, instances, size),
    travelOf === undefined ? [] : migrations(view, instances, travelOf, size),
    ...disksElsewhere(view, instances, size),
    baseTable(view, size),
    imageTable(view, size),
    wrapLines(
      [...noProblemLines(view), ...problemLines(view.findings, top, view.instances)],
      width,
    ),
  ]
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${texts.join('\n\n')}\n`
}

/** What takes the same is by its name, as it is shown. */
function largestFirst<Row extends { readonly allocated: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly Row[] {
  const byName = rows.map((row) => ({ row, key: naturalKey(nameOf(row)) }))
  byName.sort((a, b) => b.row.allocated - a.row.allocated || order(a.key, b.key))
  return byName.map(({ row }) => row)
}

const nameOfInstance = ({ name, uuid }: InstanceRow) => name ?? uuid

function instanceTable(
  view: NodeView,
  instances: readonly InstanceRow[],
  size: TableSize,
): readonly string[] {
  // The totals count folders that a resize or a deletion left over as no instances.
  const hasLeftovers = view.totals.instances < instances.length
  const title = hasLeftovers ? 'Instances and leftovers' : 'Instances'
  const columns = [...hostColumn(view, hostPathOf), ...instanceColumnsFor(instances)]
  const notesOf = (rows: readonly InstanceRow[], headers: ReadonlySet<string>) => {
    const whyOf = (row: InstanceRow) => whyOfInstance(row, headers.has('AMORTISED'))
    return [
      ...unknownNotes(rows, nameOfInstance, whyOf, unreadOf(view)),
      ...definedNotes(rows, nameOfInstance),
    ]
  }
  return table(title, columns, instances, size, { notesOf })
}

function disksElsewhere(
  view: NodeView,
  instances: readonly InstanceRow[],
  size: TableSize,
): readonly (readonly string[])[] {
  const remote = instances.flatMap(remoteRows)
  const gone = remote.filter(({ disk }) => isGone(disk))
  const found = remote.filter(({ disk }) => isFound(disk))
  const host = hostColumn(view, hostOfRemote)
  return [
    table('Disks outside of what was scanned', [...host, ...remoteColumns], gone, size),
    table('Disks elsewhere on this node', [...host, ...foundColumns], found, size),
  ]
}

function baseTable(view: NodeView, size: TableSize): readonly string[] {
  const bases = largestFirst(view.bases, ({ name }) => name)
  const columns = [...hostColumn(view, idOf), ...baseColumns(view.finishedAtMs)]
  const notesOf = (rows: readonly BaseRow[]) => unknownNotes(rows, ({ name }) => name, whyOfImage)
  return table(basesTitle(view), columns, bases, size, { notesOf })
}

/** Where all of them lie in one folder it is told once. */
function imageTable(view: NodeView, size: TableSize): readonly string[] {
  const images = view.images.toSorted((a, b) => b.allocated - a.allocated)
  const [folder = '', ...others] = new Set(images.map(({ id }) => parentPath(id)))
  const isOne = folder !== '' && others.length === 0
  const notesOf = (rows: readonly ImageRow[]) => unknownNotes(rows, idOf, whyOfImage)
  const title = isOne ? `Images in ${displayText(folder)}` : 'Images'
  return table(title, imageColumnsOf(images, isOne), images, size, { notesOf })
}

/** What must travel together when an instance is moved, of those that the table of instances shows. */
function migrations(
  view: NodeView,
  instances: readonly InstanceRow[],
  travelOf: TravelOf,
  size: TableSize,
): readonly string[] {
  const moved = instances.filter(isLive)
  const rows = migrationRows(moved.slice(0, size.top), travelOf)
  const columns = [...hostColumn(view, hostOfMigration), ...migrationColumnsFor(rows)]
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
