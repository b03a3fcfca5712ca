import { isUncounted } from '../../analysis/accounting/forest/forest.ts'
import type { BrokenDisk } from '../../analysis/accounting/travel/broken-disk.ts'
import { copiedBytes } from '../../analysis/accounting/travel/copied.ts'
import type { RestFile } from '../../analysis/accounting/travel/folder-rest.ts'
import type { LinkedDisk } from '../../analysis/accounting/travel/linked-disks.ts'
import {
  isState,
  lacksDefinition,
  type NeededFile,
} from '../../analysis/accounting/travel/needed-files.ts'
import { neededName } from '../../analysis/accounting/travel/needed-name.ts'
import type { Travel } from '../../analysis/accounting/travel/travel.ts'
import {
  basesThereDoubt,
  isHostOwnNamed,
  isLeast,
  isUnread,
  lengthDoubt,
  type TravelDoubt,
  togetherDoubt,
} from '../../analysis/accounting/travel/travel-doubt.ts'
import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { sharersAt } from '../../analysis/hosts/sharing-hosts.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { nameText } from '../../bytes/text.ts'
import { baseNameOf } from '../../files/paths.ts'
import { isBusy } from '../../nova/domain-state.ts'
import { MIB } from '../../values/sizes.ts'
import { formatCount } from '../count.ts'
import { hostDeviceText } from '../host-device.ts'
import { shortHashName } from '../short-base-name.ts'
import { formatSize, leastSize } from '../size.ts'
import { stateText } from '../state-text.ts'
import type { Column } from './columns.ts'
import { LEAST_OF_NAME, MOST_OF_NAME } from './instance-columns.ts'
import { outsideDisks } from './outside-disks.ts'

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
    cell: needsText,
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

/** What the folder alone is no disk without. */
function needsText({ instance, travel }: MigrationRow): string {
  const { needed, broken, hostDevices = [], rest = [], linked = [] } = travel
  if (instance.incomplete === 'shut') return 'its folder could not be read'
  const devices = hostDevices.map((device) => nameText(`the host's ${hostDeviceText(device)}`))
  const texts = [
    ...stateTexts(instance),
    ...broken.map(brokenText),
    ...linked.map(linkedText),
    ...needed.map(fileText),
    ...outsideDisks(instance),
    ...devices,
  ]
  const along = rest.map(restText)
  const beside = texts.join(', ') || '-'
  return along.length === 0 ? beside : `${beside}; along with the folder: ${along.join(', ')}`
}

/** What libvirt does with it now, and that it has no definition to take along. */
function stateTexts(instance: InstanceRow): readonly string[] {
  const { state } = instance.identity ?? {}
  return [
    ...(state !== undefined && isBusy(state)
      ? [`touch nothing of it before this has ended (${stateText(state)})`]
      : []),
    ...(lacksDefinition(instance) ? ['no definition of its domain is here'] : []),
  ]
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

function restText(file: RestFile): string {
  const name = nameText(baseNameOf(file.path))
  return isUncounted(file) ? name + NOT_TOLD : `${name} ${formatSize(copiedBytes(file))}`
}

/** Beside the name of a file. */
const NOT_TOLD = ' (what it takes is not known)'

/** The folder has no more of it than its name. */
function linkedText(file: LinkedDisk): string {
  const [name, path] = [baseNameOf(file.linkedAt), file.path].map(nameText)
  const itself = `${name} itself, which is ${path}`
  return isUncounted(file) ? itself + NOT_TOLD : `${itself} ${formatSize(copiedBytes(file))}`
}

function fileText(file: NeededFile): string {
  const { allocated, length, kind } = file
  const name = `${STATE[kind] ?? ''}${shortHashName(neededName(file))}`
  if (isUncounted(file)) return name + NOT_TOLD
  if (allocated !== undefined) return name + sizeNote(copiedBytes({ allocated, length }))
  return `${name} (${isState(file) ? 'not seen here' : 'not in the scan'})`
}

/** What a file adds to a move that is a small part of any: only that it goes along counts. */
const SMALL = MIB

function sizeNote(bytes: number): string {
  return bytes < SMALL ? '' : ` ${formatSize(bytes)}`
}

const STATE: Partial<Record<NeededFile['kind'], string>> = {
  nvram: 'UEFI variables ',
  tpm: 'TPM state ',
}

function brokenText(disk: BrokenDisk): string {
  const { path, chain, name } = disk
  const shown = nameText(baseNameOf(path))
  if (isHostOwnNamed(disk)) {
    return `${shown} names ${nameText(name ?? '')}, one of the host's own files: never to be copied along`
  }
  if (chain === 'loop') return `${shown} stands on itself, by ${nameText(name ?? '')}`
  if (!isUnread(disk)) return `${shown} lacks ${nameText(name ?? chain)}`
  return name === undefined
    ? `${shown} could not be read, so what it needs is not known`
    : `${nameText(name)} or what it stands on could not be read, which ${shown} needs`
}
