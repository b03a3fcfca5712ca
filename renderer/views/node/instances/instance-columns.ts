import { virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { shortBackingName } from '../../../../shared/report/backing-path.ts'
import { naturalKey } from '../../../../shared/values/natural-key.ts'
import { flavorOf, projectOf } from '../../../format/identity.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import { firstBaseOf } from '../tables/bases-of.ts'
import {
  changedColumn,
  measureColumn,
  problemsColumn,
  roomForNames,
  sizeColumn,
} from '../tables/column-kinds.ts'
import { diskCount } from './elsewhere.ts'

export type InstanceColumn =
  | 'name'
  | 'uuid'
  | 'host'
  | 'flavor'
  | 'project'
  | 'disks'
  | 'virtual'
  | 'allocated'
  | 'exclusive'
  | 'amortised'
  | 'usage'
  | 'base'
  | 'changed'
  | 'problems'

export const instanceColumns: readonly GridColumn<InstanceRow, InstanceColumn>[] = [
  {
    id: 'name',
    title: 'name',
    track: 'minmax(118px, 2.6fr)',
    rank: 0,
    // Of servers that begin alike a cut name tells nothing.
    wants: (rows) => roomForNames(rows, ({ name = '' }) => name),
    value: ({ name }) => (name === undefined ? undefined : naturalKey(name)),
  },
  problemsColumn(3),
  {
    id: 'uuid',
    title: 'uuid',
    // Names grow before it: its first digits tell a row, and the details have all of it.
    track: 'minmax(68px, 1fr)',
    rank: 9,
    value: ({ uuid }) => uuid,
  },
  {
    id: 'flavor',
    title: 'flavor',
    track: 'minmax(70px, 1fr)',
    ifKnown: true,
    value: flavorOf,
  },
  {
    id: 'project',
    title: 'project',
    track: 'minmax(70px, 1fr)',
    ifKnown: true,
    value: projectOf,
  },
  {
    id: 'disks',
    title: 'disks',
    track: '46px',
    rank: 6,
    align: 'end',
    value: diskCount,
    descendingFirst: true,
  },
  sizeColumn('virtual', { track: '76px', rank: 2, value: (row) => virtualOf(row).bytes }),
  sizeColumn('allocated', { track: '98px', rank: 1, value: ({ allocated }) => allocated }),
  sizeColumn('exclusive', {
    track: '82px',
    // What is freed and what it stands on only this program tells.
    rank: 4,
    ifKnown: true,
    value: (row) => knownSizes(row)?.exclusive,
  }),
  sizeColumn('amortised', {
    track: '100px',
    ifKnown: true,
    value: (row) => knownSizes(row)?.amortised,
  }),
  measureColumn('usage', {
    track: 'minmax(70px, 1fr)',
    rank: 8,
    value: ({ virtual, allocated }) => (virtual > 0 ? allocated / virtual : undefined),
  }),
  {
    id: 'base',
    title: 'base',
    // Eight digits, how many more there are, and the 5 pixels after a number: `17e01b76 +2`.
    track: 'minmax(90px, 1.2fr)',
    rank: 5,
    value: (row) => {
      const first = firstBaseOf(row)
      return first === undefined ? undefined : shortBackingName(first)
    },
  },
  changedColumn(7, ({ changedMs }) => changedMs),
]

/** Where no instance has a name their UUIDs stand in its place, as whole as they can. */
const unnamedColumns: typeof instanceColumns = instanceColumns.flatMap((column) => {
  if (column.id === 'uuid') return []
  if (column.id !== 'name') return [column]
  const track = 'minmax(150px, 6fr)'
  return [{ ...column, title: 'uuid' as const, track, value: ({ uuid }: InstanceRow) => uuid }]
})

export function instanceColumnsOf(rows: readonly InstanceRow[]): typeof instanceColumns {
  const isNamed = rows.length === 0 || rows.some(({ name }) => name !== undefined)
  return isNamed ? instanceColumns : unnamedColumns
}
