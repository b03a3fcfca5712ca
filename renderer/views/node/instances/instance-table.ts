import { virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { baseName } from '../../../format/path.ts'
import { type GridColumn, naturalKey } from '../../../grid/columns.ts'
import type { GridLine } from '../../../grid/lines.ts'
import type { FilesState } from '../../../stores/scan.ts'
import { firstBaseOf } from '../bases/bases-of.ts'
import { changedColumn, measureColumn, problemsColumn, sizeColumn } from '../tables/column-kinds.ts'
import { elsewhereOf } from './elsewhere.ts'

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
    value: ({ name }) => (name === undefined ? undefined : naturalKey(name)),
  },
  {
    id: 'uuid',
    title: 'uuid',
    track: 'minmax(68px, 2.3fr)',
    rank: 7,
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
    rank: 5,
    align: 'end',
    value: (row) => row.disks.length + elsewhereOf(row).length,
    descendingFirst: true,
  },
  sizeColumn('virtual', { track: '76px', rank: 2, value: (row) => virtualOf(row).bytes }),
  sizeColumn('allocated', { track: '98px', rank: 1, value: ({ allocated }) => allocated }),
  sizeColumn('exclusive', {
    track: '92px',
    rank: 9,
    ifKnown: true,
    value: (row) => knownSizes(row)?.exclusive,
  }),
  sizeColumn('amortised', {
    track: '100px',
    ifKnown: true,
    value: (row) => knownSizes(row)?.amortised,
  }),
  measureColumn('usage', {
    track: 'minmax(80px, 1fr)',
    rank: 4,
    value: ({ virtual, allocated }) => (virtual > 0 ? allocated / virtual : undefined),
  }),
  {
    id: 'base',
    title: 'base',
    track: 'minmax(84px, 1.2fr)',
    rank: 6,
    value: (row) => {
      const first = firstBaseOf(row)
      return first === undefined ? undefined : baseName(first)
    },
  },
  changedColumn(8, ({ changedMs }) => changedMs),
  problemsColumn(3),
]

/** Where no instance has a name their UUIDs stand in its place, as whole as they can. */
const unnamedColumns: typeof instanceColumns = instanceColumns.flatMap((column) => {
  if (column.id === 'uuid') return []
  if (column.id !== 'name') return [column]
  const track = 'minmax(130px, 6fr)'
  return [{ ...column, title: 'uuid' as const, track, value: ({ uuid }: InstanceRow) => uuid }]
})

export function instanceColumnsOf(rows: readonly InstanceRow[]): typeof instanceColumns {
  const isNamed = rows.length === 0 || rows.some(({ name }) => name !== undefined)
  return isNamed ? instanceColumns : unnamedColumns
}

export function flavorOf({ identity }: InstanceRow): string | undefined {
  return identity?.flavor?.name
}

export function projectOf({ identity }: InstanceRow): string | undefined {
  return identity?.projectName ?? identity?.projectId
}

export type InstanceLine =
  | (GridLine & { readonly kind: 'instance'; readonly row: InstanceRow })
  | (GridLine & {
      readonly kind: 'file'
      readonly row: InstanceRow
      readonly entry: ScannedEntry
      readonly disk: DiskCell | undefined
      /** The disk is a layer of another. */
      readonly isLayer: boolean
    })
  | (GridLine & { readonly kind: 'loading' | 'failed' | 'nothing'; readonly row: InstanceRow })

/** The table's lines: rows in their order, each opened one followed by its files. */
export function instanceLines(
  rows: readonly InstanceRow[],
  expanded: ReadonlySet<string>,
  files: Readonly<Record<TreePath, FilesState>>,
): readonly InstanceLine[] {
  if (expanded.size === 0) return rows.map(closedLine)
  return rows.flatMap((row): readonly InstanceLine[] => {
    if (!expanded.has(row.id)) return [closedLine(row)]
    return [{ ...closedLine(row), expanded: true }, ...fileLines(row, files[row.id])]
  })
}

type RowLine = Extract<InstanceLine, { readonly kind: 'instance' }>

const closedLines = new WeakMap<InstanceRow, RowLine>()

/** The same line as long as the row is the same: what has not changed is not drawn anew. */
function closedLine(row: InstanceRow): RowLine {
  const known = closedLines.get(row)
  if (known !== undefined) return known
  const text = row.name ?? row.uuid
  const line = { kind: 'instance', key: row.id, level: 1, expanded: false, text, row } as const
  closedLines.set(row, line)
  return line
}

function fileLines(row: InstanceRow, state: FilesState | undefined): readonly InstanceLine[] {
  const under = { level: 2, parent: row.id, text: '', row } as const
  if (state === undefined || state.kind === 'loading') {
    return [{ ...under, kind: 'loading', key: `${row.id}\0loading` }]
  }
  if (state.kind === 'failed') return [{ ...under, kind: 'failed', key: `${row.id}\0failed` }]
  const { disks, layers = [] } = row
  const cells = new Map([...disks, ...layers].map((disk) => [disk.path, disk]))
  const entries = state.entries.filter(({ path }) => path !== row.id)
  if (entries.length === 0) return [{ ...under, kind: 'nothing', key: `${row.id}\0nothing` }]
  return entries.map((entry) => ({
    ...under,
    kind: 'file',
    key: entry.path,
    text: baseName(entry.path),
    entry,
    disk: cells.get(entry.path),
    isLayer: layers.some(({ path }) => path === entry.path),
  }))
}
