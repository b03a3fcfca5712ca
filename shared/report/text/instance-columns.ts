import { virtualOf } from '../../analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { isWithoutDomain } from '../../analysis/rows/without-domain.ts'
import { isFolderAtLeast, knownSizes } from '../../analysis/sizes/known-allocated.ts'
import { nameText } from '../../bytes/text.ts'
import { isUuid } from '../../nova/names.ts'
import { formatCount } from '../count.ts'
import { leastSize, optionalSize } from '../size.ts'
import { stateText } from '../state-text.ts'
import type { Column } from './columns.ts'
import { displayWidth } from './display-width.ts'
import { cutEnd, cutMiddle } from './fit.ts'

/** Columns of the terminal for a name: Nova takes 255 characters, for which all rows would be as wide. */
export const MOST_OF_NAME = 40

/** So much of a name tells it from others: no UUID is worth less of it, and a part of a UUID is none to copy. */
export const LEAST_OF_NAME = 24

/** A UUID, and that something more is said of it. */
const UUID_AND_MORE = 38

/** What tells instances apart: of those without a name that is the UUID, of which no part can be copied. */
function nameColumn(rows: readonly InstanceRow[], header: string): Column<InstanceRow> {
  const nameless = rows.filter(({ name }) => name === undefined)
  const longest = nameless.reduce((most, row) => Math.max(most, displayWidth(nameCell(row))), 0)
  const floor = Math.min(longest, UUID_AND_MORE)
  const [least, most] = [Math.max(LEAST_OF_NAME, floor), Math.max(MOST_OF_NAME, longest)]
  return { header, fit: 'cut', cut: cutName, floor, least, most, cell: nameCell }
}

function nameCell(row: InstanceRow): string {
  return nameText(row.name ?? row.uuid) + kindNote(row)
}

function cutName(cell: string, room: number): string {
  const isOfUuid = isUuid(cell.split(' ', 1)[0] ?? '')
  return isOfUuid ? cutEnd(cell, room) : cutMiddle(cell, room)
}

const uuidColumn: Column<InstanceRow> = {
  header: 'UUID',
  fit: 'spare',
  cell: (row) => nameText(row.uuid),
}

const instanceColumns: readonly Column<InstanceRow>[] = [
  { header: 'DISKS', fit: 'spare', align: 'right', cell: diskCount },
  { header: 'VIRTUAL', align: 'right', cell: virtualSize },
  { header: 'ALLOCATED', align: 'right', cell: allocatedSize },
  {
    header: 'EXCLUSIVE',
    align: 'right',
    legend: 'what its deletion frees, with a base that nothing else uses',
    cell: (row) => leastSize(knownSizes(row)?.exclusive, isLeastExclusive(row)),
  },
  {
    header: 'AMORTISED',
    fit: 'spare',
    align: 'right',
    legend: 'what is its own, and its part of all that it shares',
    cell: (row) => optionalSize(knownSizes(row)?.amortised),
  },
  { header: 'PROBLEMS', align: 'right', cell: (row) => formatCount(row.findings.length) },
]

/** What a folder is that is not of an instance as it should be. */
function kindNote(row: InstanceRow): string {
  const kinds = [
    ...(row.kind === 'instance' ? [] : [row.kind]),
    ...(isWithoutDomain(row) ? ['no domain'] : []),
  ]
  return kinds.length === 0 ? '' : ` (${kinds.join(', ')})`
}

function isLeastExclusive(row: InstanceRow): boolean {
  return knownSizes(row)?.isExclusiveAtLeast === true
}

/** Says of a column what `>=` means in it, where it stands there. */
function withLeast(column: Column<InstanceRow>): Column<InstanceRow> {
  const { header, legend = '' } = column
  if (header !== 'EXCLUSIVE') return column
  return {
    ...column,
    legend: `${legend}; >= where nobody can tell of the base, or of all that is its own`,
  }
}

function diskCount({ disks, incomplete }: InstanceRow): string {
  if (incomplete === undefined) return formatCount(disks.length)
  // At least nothing says nothing.
  return disks.length === 0 ? '-' : `>= ${formatCount(disks.length)}`
}

function virtualSize(row: InstanceRow): string {
  const { bytes, isAtLeast } = virtualOf(row)
  return leastSize(bytes, isAtLeast)
}

function allocatedSize(row: InstanceRow): string {
  return leastSize(row.allocated, isFolderAtLeast(row))
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

/** By libvirt's status of what runs. */
const stateColumn: Column<InstanceRow> = {
  header: 'STATE',
  fit: 'cut',
  cell: ({ identity }) => stateText(identity?.state) ?? '-',
}

/** Of a folder that no domain of this host belongs to, where others have it too. */
const mayBeOfColumn: Column<InstanceRow> = {
  header: 'MAY BE OF',
  legend: 'other hosts on the same storage, one of which may have the instance',
  fit: 'cut',
  cell: ({ otherHosts = [] }) => (otherHosts.length === 0 ? '-' : nameText(otherHosts.join(', '))),
}

/** Whose they are is shown where that is known of any. */
export function instanceColumnsFor(rows: readonly InstanceRow[]): readonly Column<InstanceRow>[] {
  const isNamed = rows.some(({ name }) => name !== undefined)
  return [
    ...(isNamed ? [nameColumn(rows, 'NAME'), uuidColumn] : [nameColumn(rows, 'UUID')]),
    ...(rows.some(isLeastExclusive) ? instanceColumns.map(withLeast) : instanceColumns),
    ...(rows.some(({ identity }) => identity?.flavor) ? [flavorColumn] : []),
    ...(rows.some(({ identity }) => identity?.projectId) ? [projectColumn] : []),
    ...(rows.some(({ identity }) => identity?.state) ? [stateColumn] : []),
    ...(rows.some(({ otherHosts }) => otherHosts) ? [mayBeOfColumn] : []),
  ]
}
