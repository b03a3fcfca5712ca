import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { naturalKey } from '../../../../shared/values/natural-key.ts'
import { baseName } from '../../../format/path.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import type { GridLine } from '../../../grid/lines.ts'
import type { useText } from '../../../i18n/text.tsx'
import { changedColumn, sizeColumn } from '../tables/column-kinds.ts'
import { whatOf } from './what-other.ts'

type Translate = ReturnType<typeof useText>['t']

export type OtherColumn = 'path' | 'what' | 'length' | 'allocated' | 'changed'

export const otherColumns: readonly GridColumn<ScannedEntry, OtherColumn>[] = [
  {
    id: 'path',
    title: 'path',
    track: 'minmax(150px, 2.6fr)',
    rank: 0,
    value: ({ path }) => naturalKey(path),
  },
  { id: 'what', title: 'what', track: 'minmax(110px, 2.2fr)', rank: 2 },
  sizeColumn('length', {
    track: '76px',
    rank: 4,
    value: ({ length, unseen }) => (unseen ? undefined : length),
  }),
  sizeColumn('allocated', {
    track: '98px',
    rank: 1,
    value: ({ allocated, unseen }) => (unseen ? undefined : allocated),
  }),
  changedColumn(3, ({ mtimeMs, unseen }) => (unseen ? undefined : mtimeMs)),
]

/** What an entry is sorts by the words that it is told in. */
export function otherColumnsIn(t: Translate): typeof otherColumns {
  const value = (row: ScannedEntry) => naturalKey(whatOf(row, t).label)
  return otherColumns.map((column) => (column.id === 'what' ? { ...column, value } : column))
}

export type OtherLine = GridLine & { readonly row: ScannedEntry }

export function otherLines(rows: readonly ScannedEntry[]): readonly OtherLine[] {
  return rows.map((row) => ({ key: row.path, level: 1, text: baseName(row.path), row }))
}
