import { novaDisk } from '../../analysis/accounting/nova/nova-disk.ts'
import { type TravelOf, unknownTravel } from '../../analysis/accounting/travel/travels.ts'
import { formatRead } from '../../analysis/disks/disk-cell.ts'
import { isGone } from '../../analysis/disks/found-disks.ts'
import type { NodeView } from '../../analysis/model.ts'
import { growthSum, virtualSum } from '../../analysis/rows/instance-sums.ts'
import type { DiskCell, InstanceRow } from '../../analysis/rows/rows.ts'
import { isWithoutDomain } from '../../analysis/rows/without-domain.ts'
import {
  ifCounted,
  knownAllocated,
  knownSizes,
  knownSizesOfDisk,
} from '../../analysis/sizes/known-allocated.ts'
import { overcommit } from '../../analysis/sizes/overcommit.ts'
import { lacksSomething } from '../../analysis/sizes/partial.ts'
import { whyNoSizes, whyNoSizesOfDisk, whyNotAllocated } from '../../analysis/sizes/why-unknown.ts'
import { isoTime } from '../../values/time.ts'
import { openedPaths } from '../json/scan-json.ts'
import type { Pieces } from '../pieces.ts'
import { shownFormat } from '../text/format-text.ts'
import { firstUnread } from '../text/unread-text.ts'
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

const instanceColumns: Columns<InstanceRow> = [
  ['uuid', (row) => row.uuid],
  ['name', (row) => row.name],
  ['kind', (row) => row.kind],
  ['path', (row) => row.id],
  ['disks', (row) => ifSeen(row, row.disks.length)],
  ['files', (row) => ifSeen(row, row.fileCount)],
  ['virtual_bytes', (row) => virtualSum(row).bytes],
  ['allocated_bytes', (row) => row.allocated],
  ['overcommitted_bytes', (row) => growthSum(row).bytes],
  ['changed_at', (row) => isoTime(row.changedMs)],
  ['findings', (row) => row.findings.length],
  ['libvirt_name', ({ identity }) => identity?.libvirtName],
  ['flavor', ({ identity }) => identity?.flavor?.name],
  ['project_id', ({ identity }) => identity?.projectId],
  ['project', ({ identity }) => identity?.projectName],
  ['user_id', ({ identity }) => identity?.userId],
  ['image_id', ({ identity }) => identity?.imageId],
  ['vcpus', ({ identity }) => identity?.vcpus],
  ['memory_bytes', ({ identity }) => identity?.memory],
  ['nova_version', ({ identity }) => identity?.novaVersion],
  ['created_at', ({ identity }) => isoTime(identity?.createdMs ?? Number.NaN)],
  ['remote_disks', ({ remoteDisks }) => remoteDisks?.filter(isGone).length ?? 0],
  ['exclusive_bytes', (row) => knownSizes(row)?.exclusive],
  ['shared_bytes', (row) => knownSizes(row)?.shared],
  ['amortised_bytes', (row) => knownSizes(row)?.amortised],
  ['orphan', ({ orphan }) => (orphan === true ? 'true' : 'false')],
  ['disks_of_unknown_size', (row) => ifSeen(row, virtualSum(row).unknownDisks)],
  ['incomplete', ({ incomplete }) => (incomplete === undefined ? 'false' : 'true')],
  ['may_be_of', ({ otherHosts }) => otherHosts?.join(' ')],
  ['unknown_sizes', (row) => whyNoSizes(row)],
  ['without_domain', (row) => String(isWithoutDomain(row))],
  ['state', ({ identity }) => identity?.state?.state],
  ['state_reason', ({ identity }) => identity?.state?.reason],
  ['job', ({ identity }) => identity?.state?.job],
  ['block_jobs', ({ identity }) => identity?.state?.blockJobs?.join(', ')],
]

/** Of a folder that nobody could look into, how much is in it is not known. */
function ifSeen({ incomplete }: InstanceRow, count: number): number | undefined {
  return incomplete === 'shut' ? undefined : count
}

interface DiskOfInstance {
  readonly instance: InstanceRow
  readonly disk: DiskCell
}

const diskColumns: Columns<DiskOfInstance> = [
  ['instance_uuid', ({ instance }) => instance.uuid],
  ['instance_name', ({ instance }) => instance.name],
  ['instance_kind', ({ instance }) => instance.kind],
  ['name', ({ disk }) => disk.name],
  ['path', ({ disk }) => disk.path],
  ['format', ({ disk }) => shownFormat(disk.format)],
  ['virtual_bytes', ({ disk }) => disk.virtual],
  ['length_bytes', ({ disk }) => disk.length],
  ['allocated_bytes', ({ disk }) => knownAllocated(disk)],
  ['allocated_from', ({ disk }) => disk.allocatedFrom ?? 'blocks'],
  ['overcommitted_bytes', ({ disk }) => ifCounted([disk], overcommit(disk))],
  ['backing_recorded', ({ disk }) => disk.backing?.name],
  ['backing_format', ({ disk }) => disk.backing?.format],
  ['backing_path', ({ disk }) => disk.backing?.path],
  ['base_path', ({ disk }) => disk.base],
  ['chain_state', ({ disk }) => disk.chain],
  ['exclusive_bytes', ({ disk }) => knownSizesOfDisk(disk)?.exclusive],
  ['shared_bytes', ({ disk }) => knownSizesOfDisk(disk)?.shared],
  ['amortised_bytes', ({ disk }) => knownSizesOfDisk(disk)?.amortised],
  ['nova_type', ({ disk }) => novaDisk(disk).type],
  ['nova_virt_disk_size', ({ disk }) => novaDisk(disk).virtDiskSize],
  ['nova_disk_size', ({ disk }) => ifCounted([disk], novaDisk(disk).diskSize)],
  [
    'nova_over_committed_disk_size',
    ({ disk }) => ifCounted([disk], novaDisk(disk).overCommittedDiskSize),
  ],
  ['nova_backing_file', ({ disk }) => novaDisk(disk).backingFile],
  ['nova_left_out', ({ disk }) => disk.novaLeavesOut],
  ['declared_format', ({ disk }) => disk.declared],
  ['read_as', ({ disk }) => shownFormat(formatRead(disk))],
  ['unknown_virtual', ({ disk }) => disk.whyNoVirtual],
  ['unknown_allocated', ({ disk }) => whyNotAllocated(disk)],
  ['unknown_sizes', ({ instance, disk }) => whyNoSizesOfDisk(instance, disk)],
]

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
  const { rootPath, totals, findings, startedAtMs, finishedAtMs } = view
  const first = firstUnread(findings)?.subject.path
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

function* disksOf(instances: readonly InstanceRow[]): Iterable<DiskOfInstance> {
  for (const instance of instances) {
    for (const disk of instance.disks) yield { instance, disk }
  }
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
