import type { ImageRow } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { baseName, parentPath } from '../../format/path.ts'
import { type GridColumn, naturalKey } from '../../grid/columns.ts'
import type { GridLine } from '../../grid/lines.ts'
import { problemRank } from './problem-rank.ts'

export type ImageColumn =
  | 'name'
  | 'path'
  | 'format'
  | 'virtual'
  | 'length'
  | 'allocated'
  | 'usage'
  | 'inCache'
  | 'changed'
  | 'problems'

export const imageColumns: readonly GridColumn<ImageRow, ImageColumn>[] = [
  {
    id: 'name',
    title: 'name',
    track: 'minmax(126px, 2.6fr)',
    rank: 0,
    value: ({ name }) => naturalKey(name),
  },
  { id: 'path', title: 'path', track: 'minmax(90px, 2fr)', value: ({ id }) => naturalKey(id) },
  { id: 'format', title: 'format', track: '48px', rank: 3, value: ({ image }) => image?.format },
  {
    id: 'virtual',
    title: 'virtual',
    explain: 'virtual',
    track: '76px',
    rank: 2,
    align: 'end',
    value: ({ image }) => image?.virtualSize,
    descendingFirst: true,
  },
  {
    id: 'length',
    title: 'length',
    explain: 'length',
    track: '76px',
    rank: 8,
    align: 'end',
    value: ({ length }) => length,
    descendingFirst: true,
  },
  {
    id: 'allocated',
    title: 'allocated',
    explain: 'allocated',
    track: '98px',
    rank: 1,
    align: 'end',
    value: ({ allocated }) => allocated,
    descendingFirst: true,
  },
  {
    id: 'usage',
    title: 'usage',
    explain: 'usage',
    track: 'minmax(62px, 1.6fr)',
    rank: 5,
    value: ({ image, allocated }) =>
      image?.virtualSize ? allocated / image.virtualSize : undefined,
    descendingFirst: true,
  },
  {
    id: 'inCache',
    title: 'inCache',
    track: 'minmax(66px, 1fr)',
    rank: 7,
    ifKnown: true,
    value: ({ basePath }) => (basePath === undefined ? undefined : baseName(basePath)),
  },
  {
    id: 'changed',
    title: 'changed',
    track: 'minmax(76px, 1fr)',
    rank: 6,
    value: ({ mtimeMs }) => mtimeMs,
    descendingFirst: true,
  },
  {
    id: 'problems',
    title: 'problems',
    track: '66px',
    rank: 4,
    value: ({ findings }) => problemRank(findings),
    descendingFirst: true,
  },
]

export type ImageLine = GridLine & {
  readonly row: ImageRow
  /** Its folder, where another row has the same name. */
  readonly folder?: TreePath
}

/** The lines of some rows, in their order. */
export function imageLines(rows: readonly ImageRow[]): readonly ImageLine[] {
  const twins = twinNames(rows)
  return rows.map((row) => {
    const line = { key: row.id, level: 1, text: row.name, row } as const
    return twins.has(row.name) ? { ...line, folder: parentPath(row.id) } : line
  })
}

/** Names that more than one row has. */
function twinNames(rows: readonly ImageRow[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const twins = new Set<string>()
  for (const { name } of rows) {
    if (seen.has(name)) twins.add(name)
    else seen.add(name)
  }
  return twins
}

/** Full width of the usage bars: the largest image decides. */
export function imageScale(rows: readonly ImageRow[]): number {
  return rows.reduce(
    (most, { image, allocated }) => Math.max(most, image?.virtualSize ?? 0, allocated),
    0,
  )
}
