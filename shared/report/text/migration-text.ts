import type { Travel } from '../../analysis/accounting/travel/travel.ts'
import {
  basesThereDoubt,
  isLeast,
  lengthDoubt,
  type TravelDoubt,
  togetherDoubt,
} from '../../analysis/accounting/travel/travel-doubt.ts'
import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { sharersAt } from '../../analysis/hosts/sharing-hosts.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { nameText } from '../../bytes/text.ts'
import { formatCount } from '../count.ts'
import { leastSize } from '../size.ts'
import type { Column } from './columns.ts'
import { LEAST_OF_NAME, MOST_OF_NAME } from './instance-columns.ts'
import { needsText } from './migration-needs.ts'

/** What must travel with an instance, as its table row shows it. */
export interface MigrationRow {
  readonly instance: InstanceRow
  readonly travel: Travel
}

export function migrationRows(
  instances: readonly InstanceRow[],
  travelOf: TravelOf,
): readonly MigrationRow[] {
  return instances.flatMap((instance) => {
    const travel = travelOf(instance)
    return travel === undefined ? [] : [{ instance, travel }]
  })
}

const nameColumn: Column<MigrationRow> = {
  header: 'NAME',
  fit: 'cut',
  least: LEAST_OF_NAME,
  most: MOST_OF_NAME,
  cell: ({ instance }) => nameText(nameOf(instance)),
}

const uuidColumn: Column<MigrationRow> = {
  header: 'UUID',
  fit: 'cut',
  cell: ({ instance }) => nameText(instance.uuid),
}

/** Where any has a name these come first, and UUIDs where there is room. */
export function migrationColumnsFor(
  rows: readonly MigrationRow[],
): readonly Column<MigrationRow>[] {
  const isNamed = rows.some(({ instance }) => instance.name !== undefined)
  if (!isNamed) return [uuidColumn, ...sizeColumns]
  return [nameColumn, { ...uuidColumn, fit: 'spare' }, ...sizeColumns]
}

/** Sizes as the JSON report has them: how much flattened disks come to only `measure` tells. */
const sizeColumns: readonly Column<MigrationRow>[] = [
  { header: 'FILES', align: 'right', cell: filesText },
  {
    header: 'MOVED',
    align: 'right',
    legend: 'what its files take up to their ends, with all that they stand on',
    cell: (row) => sizeOf(row, 'together', togetherDoubt),
  },
  {
    header: 'WITHOUT HOLES',
    legend: 'the lengths of the same files, for a copy that does not keep holes',
    fit: 'spare',
    align: 'right',
    cell: (row) => sizeOf(row, 'togetherLength', lengthDoubt),
  },
  {
    header: 'BASES THERE',
    legend: 'what is left to move where its bases are already there',
    align: 'right',
    cell: (row) => sizeOf(row, 'basesThere', basesThereDoubt),
  },
  {
    header: 'NEEDS BESIDE',
    fit: 'wrap',
    legend: 'what it needs that does not lie in its folder; of less than 1 MiB no size is told',
    cell: ({ instance, travel }) => needsText(instance, travel),
  },
]

/** Between whom nothing of that moves, once for each storage. */
export function sharedNotes(view: NodeView, rows: readonly MigrationRow[]): readonly string[] {
  const sharers = rows.map(({ instance }) => sharersAt(view, instance.id).map(nameText).join(', '))
  const each = [...new Set(sharers)].filter((hosts) => hosts !== '')
  return each.map(
    (hosts) =>
      `Between ${hosts} what lies on the storage that they share stays where it is: only what each host has of its own moves.`,
  )
}

function filesText({ instance: { incomplete }, travel: { ownFiles } }: MigrationRow): string {
  if (incomplete === 'shut') return '-'
  return incomplete === undefined ? formatCount(ownFiles) : `>= ${formatCount(ownFiles)}`
}

/** At least so much where only a part of the folder was not seen. */
function sizeOf(
  { instance, travel }: MigrationRow,
  sum: 'together' | 'togetherLength' | 'basesThere',
  doubtOf: (row: InstanceRow, travel: Travel) => TravelDoubt | undefined,
): string {
  const doubt = doubtOf(instance, travel)
  const isKnown = doubt === undefined || isLeast(doubt)
  return leastSize(isKnown ? travel[sum] : undefined, isLeast(doubt))
}

/** Below the table: of what QEMU has open no copy is of one moment. */
export function runningNotes(rows: readonly MigrationRow[]): readonly string[] {
  const running = rows.filter(({ instance }) => instance.identity?.state !== undefined)
  if (running.length === 0) return []
  const names = running.slice(0, NAMED).map(({ instance }) => nameText(nameOf(instance)))
  const more = running.length > NAMED ? ` and ${formatCount(running.length - NAMED)} more` : ''
  return [
    `  QEMU has the disks open, so that no copy is of one moment; shut off before: ${names.join(', ')}${more}`,
  ]
}

/** Instances that are named in a note. */
const NAMED = 3

function nameOf({ name, uuid }: InstanceRow): string {
  return name ?? uuid
}
