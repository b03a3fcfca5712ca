import { type TravelOf, unknownTravel } from '../../analysis/accounting/travel/travels.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { lacksSomething } from '../../analysis/sizes/partial.ts'
import { firstUnread } from '../../analysis/sizes/unread-findings.ts'
import { isoTime } from '../../values/time.ts'
import { openedPaths } from '../json/scan-json.ts'
import type { Pieces } from '../pieces.ts'
import { diskColumns, disksOf } from './csv-disks.ts'
import { instanceColumns } from './csv-instances.ts'
import { migrationCells, migrationHeaders } from './csv-migration.ts'
import { baseColumns, type Columns, findingColumns, imageColumns } from './csv-tables.ts'
import { type CsvCell, csvText } from './csv-text.ts'

/** The tables of a node as CSV: fixed English headers, raw bytes, ISO 8601 times in UTC. */
export type CsvTable = 'instances' | 'disks' | 'bases' | 'images' | 'findings'

/** By what they are called among the formats of reports. */
export const CSV_TABLES = {
  'csv-instances': 'instances',
  'csv-disks': 'disks',
  'csv-bases': 'bases',
  'csv-images': 'images',
  'csv-findings': 'findings',
} as const satisfies Readonly<Record<string, CsvTable>>

/**
 * One table as CSV text; `root` is what a row's paths are below, and `scan_partial` says in each row
 * that rows may be missing or sums be too small, with how many entries could not be read and the first of
 * them; `scan_opened` (a list as in JSON) and the times say what it is of and when, however the file is called
 * later: a line above the header would be one of the table's to who reads it. Where there is no row to
 * say that something is missing, one says it that is empty but for that; of a whole scan a table without
 * rows has none, which would count as an instance or a problem. What must travel with an instance
 * is empty where nobody can be asked.
 */
export function nodeCsv(
  view: NodeView,
  table: CsvTable,
  travelOf: TravelOf = unknownTravel,
): Pieces {
  switch (table) {
    case 'instances':
      return instancesText(view, travelOf)
    case 'disks':
      return tableText(diskColumns, disksOf(view.instances), view)
    case 'bases':
      return tableText(baseColumns, view.bases, view)
    case 'images':
      return tableText(imageColumns, view.images, view)
    case 'findings':
      return tableText(findingColumns, view.findings, view)
  }
}

function instancesText(view: NodeView, travelOf: TravelOf): Pieces {
  const header = [...instanceColumns.map(([name]) => name), ...migrationHeaders, ...scanHeaders]
  const cells = (row: InstanceRow): readonly CsvCell[] => [
    ...instanceColumns.map(([, cell]) => cell(row)),
    ...migrationCells(row, travelOf),
  ]
  return csvText(header, cellsOf(header, view.instances, cells, view))
}

/** At the end of each row: what the scan was of, what it lacks, and when it was, as `scan` of the JSON says it. */
const scanHeaders = [
  'root',
  'scan_partial',
  'scan_unreadable',
  'scan_unreadable_first',
  'scan_opened',
  'scan_started_at',
  'scan_finished_at',
] as const

function scanCells(view: NodeView): readonly CsvCell[] {
  const { rootPath, totals, startedAtMs, finishedAtMs } = view
  const first = firstUnread(view)?.subject.path
  return [
    rootPath,
    lacksSomething(view),
    totals.unreadable,
    first === '' ? '.' : first,
    JSON.stringify(openedPaths(view)),
    isoTime(startedAtMs),
    isoTime(finishedAtMs),
  ]
}

function tableText<Row>(columns: Columns<Row>, rows: Iterable<Row>, view: NodeView): Pieces {
  const header = [...columns.map(([name]) => name), ...scanHeaders]
  const cells = (row: Row): readonly CsvCell[] => columns.map(([, cell]) => cell(row))
  return csvText(header, cellsOf(header, rows, cells, view))
}

function* cellsOf<Row>(
  header: readonly string[],
  rows: Iterable<Row>,
  cells: (row: Row) => readonly CsvCell[],
  view: NodeView,
): Iterable<readonly CsvCell[]> {
  const ofScan = scanCells(view)
  let isEmpty = true
  for (const row of rows) {
    isEmpty = false
    yield [...cells(row), ...ofScan]
  }
  const empty = Array.from(header.slice(ofScan.length), () => undefined)
  if (isEmpty && lacksSomething(view)) yield [...empty, ...ofScan]
}
