import type { DiskCell, InstanceRow } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import type { ScannedEntry } from '../../../shared/scan/model.ts'
import { baseName } from '../../format/path.ts'
import { type GridColumn, naturalKey } from '../../grid/columns.ts'
import type { GridLine } from '../../grid/lines.ts'
import type { FilesState } from '../../stores/scan.ts'
import type { OptionalColumn } from '../../stores/view.ts'
import { basesOf, virtualOf } from './instance-sums.ts'
import { problemRank } from './problem-rank.ts'

export const instanceColumns: readonly GridColumn<InstanceRow>[] = [
  {
    id: 'name',
    title: 'name',
    track: 'minmax(122px, 2.2fr)',
    value: ({ name }) => (name === undefined ? undefined : naturalKey(name)),
  },
  { id: 'uuid', title: 'uuid', track: 'minmax(70px, 2.3fr)', value: ({ uuid }) => uuid },
  {
    id: 'disks',
    title: 'disks',
    track: '40px',
    align: 'end',
    value: ({ disks }) => disks.length,
    descendingFirst: true,
  },
  {
    id: 'virtual',
    title: 'virtual',
    explain: 'virtual',
    track: '76px',
    align: 'end',
    value: (row) => virtualOf(row).bytes,
    descendingFirst: true,
  },
  {
    id: 'allocated',
    title: 'allocated',
    explain: 'allocated',
    track: '98px',
    align: 'end',
    value: ({ allocated }) => allocated,
    descendingFirst: true,
  },
  {
    id: 'usage',
    title: 'usage',
    explain: 'usage',
    track: 'minmax(76px, 1.4fr)',
    value: ({ virtual, allocated }) => (virtual > 0 ? allocated / virtual : undefined),
    descendingFirst: true,
  },
  {
    id: 'base',
    title: 'base',
    track: 'minmax(84px, 1.2fr)',
    value: (row) => {
      const [first] = basesOf(row)
      return first === undefined ? undefined : baseName(first)
    },
  },
  {
    id: 'changed',
    title: 'changed',
    track: 'minmax(76px, 1fr)',
    value: ({ changedMs }) => changedMs,
    descendingFirst: true,
  },
  {
    id: 'problems',
    title: 'problems',
    track: '68px',
    value: ({ findings }) => problemRank(findings),
    descendingFirst: true,
  },
]

const optionalColumns: Readonly<Record<OptionalColumn, GridColumn<InstanceRow>>> = {
  flavor: {
    id: 'flavor',
    title: 'flavor',
    track: 'minmax(70px, 1fr)',
    value: (row) => optionalText(row, 'flavor'),
  },
  project: {
    id: 'project',
    title: 'project',
    track: 'minmax(70px, 1fr)',
    value: (row) => optionalText(row, 'project'),
  },
  exclusive: {
    id: 'exclusive',
    title: 'exclusive',
    explain: 'exclusive',
    track: '92px',
    align: 'end',
    value: ({ sizes }) => sizes?.exclusive,
    descendingFirst: true,
  },
  amortised: {
    id: 'amortised',
    title: 'amortised',
    explain: 'amortised',
    track: '100px',
    align: 'end',
    value: ({ sizes }) => sizes?.amortised,
    descendingFirst: true,
  },
}
const optionalNames = [
  'flavor',
  'project',
  'exclusive',
  'amortised',
] as const satisfies readonly OptionalColumn[]

export type TextColumn = 'flavor' | 'project'

export function isTextColumn(column: OptionalColumn): column is TextColumn {
  return column === 'flavor' || column === 'project'
}

/** What an optional column of text shows of a row. */
export function optionalText({ identity }: InstanceRow, column: TextColumn): string | undefined {
  if (column === 'flavor') return identity?.flavor?.name
  return identity?.projectName ?? identity?.projectId
}

/** The optional columns of which any row knows something. */
export function knownColumns(rows: readonly InstanceRow[]): readonly OptionalColumn[] {
  return optionalNames.filter((column) =>
    rows.some((row) => optionalColumns[column].value?.(row) !== undefined),
  )
}

/** The table's columns with these optional ones: texts after name and UUID, sizes after allocated. */
export function columnsWith(
  optional: readonly OptionalColumn[],
): readonly GridColumn<InstanceRow>[] {
  const texts = optional.filter(isTextColumn).map((column) => optionalColumns[column])
  const sizes = optional
    .filter((column) => !isTextColumn(column))
    .map((column) => optionalColumns[column])
  return instanceColumns.flatMap((column) => {
    if (column.id === 'uuid') return [column, ...texts]
    return column.id === 'allocated' ? [column, ...sizes] : [column]
  })
}

export type InstanceLine =
  | (GridLine & { readonly kind: 'instance'; readonly row: InstanceRow })
  | (GridLine & {
      readonly kind: 'file'
      readonly row: InstanceRow
      readonly entry: ScannedEntry
      readonly disk: DiskCell | undefined
    })
  | (GridLine & { readonly kind: 'loading' | 'failed'; readonly row: InstanceRow })

/** The table's lines: rows in their order, each opened one followed by its files. */
export function instanceLines(
  rows: readonly InstanceRow[],
  expanded: ReadonlySet<string>,
  files: Readonly<Record<TreePath, FilesState>>,
): readonly InstanceLine[] {
  return rows.flatMap((row): readonly InstanceLine[] => {
    const isOpen = expanded.has(row.id)
    const line: InstanceLine = {
      kind: 'instance',
      key: row.id,
      level: 1,
      expanded: isOpen,
      text: row.name ?? row.uuid,
      row,
    }
    return isOpen ? [line, ...fileLines(row, files[row.id])] : [line]
  })
}

function fileLines(row: InstanceRow, state: FilesState | undefined): readonly InstanceLine[] {
  const under = { level: 2, parent: row.id, text: '', row } as const
  if (state === undefined || state.kind === 'loading') {
    return [{ ...under, kind: 'loading', key: `${row.id}\0loading` }]
  }
  if (state.kind === 'failed') return [{ ...under, kind: 'failed', key: `${row.id}\0failed` }]
  const disks = new Map(row.disks.map((disk) => [disk.path, disk]))
  return state.entries
    .filter(({ path }) => path !== row.id)
    .map((entry) => ({
      ...under,
      kind: 'file',
      key: entry.path,
      text: baseName(entry.path),
      entry,
      disk: disks.get(entry.path),
    }))
}
