import type { Travel } from '../analysis/accounting/travel.ts'
import type { TravelOf } from '../analysis/accounting/travels.ts'
import type { InstanceRow } from '../analysis/rows.ts'
import { nameText } from '../bytes/text.ts'
import { baseNameOf } from '../files/paths.ts'
import type { Column } from './columns.ts'
import { migrationPart } from './migration-json.ts'
import { optionalSize } from './size.ts'

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

/** What a resize or a deletion left over goes nowhere. */
export function moves({ kind }: InstanceRow): boolean {
  return kind === 'instance' || kind === 'legacy'
}

/** Sizes as the JSON report has them: how much flattened disks come to only `measure` tells. */
export const migrationColumns: readonly Column<MigrationRow>[] = [
  { header: 'INSTANCE', cell: ({ instance }) => nameText(instance.uuid) },
  { header: 'FILES', align: 'right', cell: ({ travel }) => String(travel.ownFiles) },
  { header: 'MOVED', align: 'right', cell: (row) => sizeOf(row, 'movedBytes') },
  {
    header: 'WITHOUT HOLES',
    align: 'right',
    cell: (row) => sizeOf(row, 'movedLengthBytes'),
  },
  {
    header: 'BASES THERE',
    align: 'right',
    cell: (row) => sizeOf(row, 'withBaseThereBytes'),
  },
  { header: 'NEEDS BESIDE', cell: needsText },
]

function sizeOf(
  { instance, travel }: MigrationRow,
  of: 'movedBytes' | 'movedLengthBytes' | 'withBaseThereBytes',
): string {
  return optionalSize(migrationPart(instance, travel)?.[of] ?? undefined)
}

/** What the folder alone is no disk without. */
function needsText({ travel: { needed, broken } }: MigrationRow): string {
  const files = needed.map(({ path }) => nameText(baseNameOf(path)))
  const lacking = broken.map(({ path, chain, name = chain }) => {
    return `${nameText(baseNameOf(path))} lacks ${nameText(name)}`
  })
  return [...lacking, ...files].join(', ') || '-'
}
