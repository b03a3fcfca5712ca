import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { baseName } from '../../../format/path.ts'
import type { GridLine } from '../../../grid/lines.ts'
import type { FilesState } from '../../../stores/scan-state.ts'

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
  const places = new Map([...cells.keys()].map((path, at) => [path, at]))
  const entries = disksFirst(
    state.entries.filter(({ path }) => path !== row.id),
    places,
  )
  if (entries.length === 0) return [{ ...under, kind: 'nothing', key: `${row.id}\0nothing` }]
  return entries.map((entry) => ({
    ...under,
    kind: 'file',
    key: keyOf(entry),
    text: baseName(entry.path),
    entry,
    disk: cells.get(entry.path),
    isLayer: layers.some(({ path }) => path === entry.path),
  }))
}

/** The disks as the row has them, the layers that they stand on, and what else is there. */
function disksFirst(
  entries: readonly ScannedEntry[],
  places: ReadonlyMap<TreePath, number>,
): readonly ScannedEntry[] {
  const placeOf = ({ path }: ScannedEntry) => places.get(path) ?? places.size
  return entries.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** The file that a symlink leads to may be another instance's disk, which has a row of its own; so has the symlink. */
function keyOf({ path, linkedAt }: ScannedEntry): string {
  return linkedAt === undefined ? path : `${linkedAt}\0${path}`
}
