import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { shortBackingName } from '../../../../shared/report/backing-path.ts'
import { naturalKey } from '../../../../shared/values/natural-key.ts'
import { baseName } from '../../../format/path.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import type { GridLine } from '../../../grid/lines.ts'
import { changedColumn, measureColumn, problemsColumn, sizeColumn } from '../tables/column-kinds.ts'
import { twinFolders } from '../tables/twin-folders.ts'

export type ImageColumn =
  | 'name'
  | 'host'
  | 'path'
  | 'format'
  | 'virtual'
  | 'length'
  | 'allocated'
  | 'usage'
  | 'backing'
  | 'overlays'
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
  problemsColumn(3),
  { id: 'path', title: 'path', track: 'minmax(90px, 2fr)', value: ({ id }) => naturalKey(id) },
  {
    id: 'format',
    title: 'format',
    track: '62px',
    rank: 6,
    value: ({ image }) => image && formatName(image.format),
  },
  sizeColumn('virtual', { track: '76px', rank: 2, value: ({ image }) => image?.virtualSize }),
  sizeColumn('length', { track: '76px', rank: 10, value: ({ length }) => length }),
  sizeColumn('allocated', { track: '98px', rank: 1, value: ({ allocated }) => allocated }),
  measureColumn('usage', {
    track: 'minmax(67px, 1.6fr)',
    rank: 7,
    value: ({ image, allocated }) =>
      image?.virtualSize ? allocated / image.virtualSize : undefined,
  }),
  {
    id: 'backing',
    title: 'backing',
    track: 'minmax(96px, 2fr)',
    rank: 5,
    ifKnown: true,
    value: ({ backing }) =>
      backing === undefined ? undefined : naturalKey(shortBackingName(backing.name)),
  },
  {
    id: 'overlays',
    title: 'overlays',
    track: '62px',
    rank: 4,
    ifKnown: ({ overlays }) => overlays !== undefined,
    align: 'end',
    value: overlayCount,
    descendingFirst: true,
  },
  {
    id: 'inCache',
    title: 'inCache',
    track: 'minmax(66px, 1fr)',
    rank: 9,
    ifKnown: true,
    value: ({ basePath }) => (basePath === undefined ? undefined : baseName(basePath)),
  },
  changedColumn(8, ({ mtimeMs }) => mtimeMs),
]

/** Undefined where none was seen, but may be in what was not read. */
export function overlayCount({ overlays = [], isUsersAtLeast }: ImageRow): number | undefined {
  return overlays.length === 0 && isUsersAtLeast === true ? undefined : overlays.length
}

export type ImageLine = GridLine & {
  readonly row: ImageRow
  /** What tells its folder apart, where another row of its host has the same name. */
  readonly folder?: string
}

/** The lines of some rows, in their order; `hostOf` where the hosts have a column. */
export function imageLines(rows: readonly ImageRow[], hostOf?: HostOf): readonly ImageLine[] {
  const folders = twinFolders(rows, hostOf)
  return rows.map((row) => {
    const line = { key: row.id, level: 1, text: row.name, row } as const
    const folder = folders.get(row.id)
    return folder === undefined ? line : { ...line, folder }
  })
}

/** Full width of the usage bars: the largest image decides. */
export function imageScale(rows: readonly ImageRow[]): number {
  return rows.reduce(
    (most, { image, allocated }) => Math.max(most, image?.virtualSize ?? 0, allocated),
    0,
  )
}
