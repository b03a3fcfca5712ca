import type {
  CacheState,
  CacheStateKind,
} from '../../../../shared/analysis/accounting/cache/cache-state.ts'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { hasUnknownOverlays } from '../../../../shared/analysis/rows/unseen-users.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { shortHashName } from '../../../../shared/report/short-base-name.ts'
import { naturalKey } from '../../../../shared/values/natural-key.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import { changedColumn, problemsColumn, roomForNames, sizeColumn } from '../tables/column-kinds.ts'

export type BaseColumn =
  | 'name'
  | 'host'
  | 'glance'
  | 'format'
  | 'virtual'
  | 'allocated'
  | 'overlays'
  | 'overlayAllocated'
  | 'problems'
  | 'cacheState'
  | 'perUser'
  | 'changed'

export const baseColumns: readonly GridColumn<BaseRow, BaseColumn>[] = [
  {
    id: 'name',
    title: 'name',
    track: 'minmax(112px, 3.4fr)',
    rank: 0,
    // A hash is told by its first digits; of a blank disk the whole name tells what it is.
    wants: (rows) => roomForNames(rows, ({ name }) => shortHashName(name)),
    value: ({ name }) => naturalKey(name),
  },
  problemsColumn(3),
  {
    id: 'glance',
    title: 'glance',
    track: 'minmax(66px, 1.6fr)',
    rank: 7,
    ifKnown: true,
    value: ({ glanceId }) => glanceId,
  },
  {
    id: 'format',
    title: 'format',
    track: 'minmax(50px, 62px)',
    rank: 8,
    value: ({ image }) => image && formatName(image.format),
  },
  sizeColumn('virtual', { track: '76px', rank: 5, value: ({ image }) => image?.virtualSize }),
  sizeColumn('allocated', { track: '96px', rank: 1, value: ({ allocated }) => allocated }),
  {
    id: 'overlays',
    title: 'overlays',
    track: '58px',
    rank: 4,
    align: 'end',
    value: (row) => (hasUnknownOverlays(row) ? undefined : row.overlays.length),
    descendingFirst: true,
  },
  sizeColumn('overlayAllocated', {
    track: '112px',
    rank: 6,
    value: (row) => (hasUnknownOverlays(row) ? undefined : row.overlayAllocated),
  }),
  {
    id: 'cacheState',
    title: 'cacheState',
    explain: 'cacheState',
    // Where there is room `Removable in 23 h` is whole before a name grows.
    track: 'minmax(102px, 130px)',
    // Whether Nova removes it is what one comes for, and problems have a table of their own.
    rank: 2,
    ifKnown: true,
    value: ({ cache }) => cacheRank(cache),
  },
  sizeColumn('perUser', { track: '96px', rank: 10, ifKnown: true, value: userShare }),
  changedColumn(9, ({ mtimeMs }) => mtimeMs),
]

const cacheOrder: readonly CacheStateKind[] = [
  'removable',
  'unseen-only',
  'orphans-only',
  'leftovers-only',
  'too-young',
  'kept',
  'invisible',
  'unknown',
  'in-use',
]

/** What goes first stands first; of what waits, what goes sooner. */
function cacheRank(cache: CacheState | undefined): number | undefined {
  if (cache === undefined) return undefined
  const soon = (cache.removableAtMs ?? 0) / Number.MAX_SAFE_INTEGER
  return cacheOrder.indexOf(cache.kind) + soon
}
