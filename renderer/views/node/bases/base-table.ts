import type {
  CacheState,
  CacheStateKind,
} from '../../../../shared/analysis/accounting/cache/cache-state.ts'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { baseName } from '../../../format/path.ts'
import { type GridColumn, naturalKey } from '../../../grid/columns.ts'
import type { GridLine } from '../../../grid/lines.ts'
import { instanceOf, type NodeIndex } from '../node-index.ts'
import { changedColumn, problemsColumn, sizeColumn } from '../tables/column-kinds.ts'

/** An opened base shows so many overlays; the rest is one line that filters the instances. */
export const shownOverlays = 20

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
    track: 'minmax(112px, 2.2fr)',
    rank: 0,
    value: ({ name }) => naturalKey(name),
  },
  {
    id: 'glance',
    title: 'glance',
    track: 'minmax(66px, 1.6fr)',
    rank: 6,
    ifKnown: true,
    value: ({ glanceId }) => glanceId,
  },
  {
    id: 'format',
    title: 'format',
    track: 'minmax(50px, 62px)',
    rank: 8,
    value: ({ image }) => image?.format,
  },
  sizeColumn('virtual', { track: '76px', rank: 5, value: ({ image }) => image?.virtualSize }),
  sizeColumn('allocated', { track: '96px', rank: 1, value: ({ allocated }) => allocated }),
  {
    id: 'overlays',
    title: 'overlays',
    track: '58px',
    rank: 3,
    align: 'end',
    value: ({ overlays }) => overlays.length,
    descendingFirst: true,
  },
  sizeColumn('overlayAllocated', {
    track: '112px',
    rank: 7,
    value: ({ overlayAllocated }) => overlayAllocated,
  }),
  problemsColumn(4),
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
  sizeColumn('perUser', { track: '76px', rank: 10, ifKnown: true, value: userShare }),
  changedColumn(9, ({ mtimeMs }) => mtimeMs),
]

/** Whether none was seen that uses it, and it is not known whether that is all. */
export function hasUnknownUsers({ users, cache }: BaseRow): boolean {
  return users === 0 && (cache === undefined || cache.kind === 'unknown')
}

/** The same of what stands on it: an image that is no instance's may have been seen. */
export function hasUnknownOverlays(row: BaseRow): boolean {
  return row.overlays.length === 0 && hasUnknownUsers(row)
}

/** Why there is no part that each user bears, by the name of the words for it. */
export function noUsersReason(row: BaseRow): 'noUsers' | 'noneSeen' | 'usersOpen' {
  if (row.isUsersAtLeast) return 'usersOpen'
  return hasUnknownUsers(row) ? 'noneSeen' : 'noUsers'
}

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

export type BaseLine =
  | (GridLine & { readonly kind: 'base'; readonly row: BaseRow })
  | (GridLine & {
      readonly kind: 'overlay'
      readonly row: BaseRow
      readonly overlay: BaseRow['overlays'][number]
      /** What its owner calls the instance, or its UUID. */
      readonly owner: string | undefined
      /** Its row. */
      readonly instance: InstanceRow | undefined
    })
  | (GridLine & { readonly kind: 'more'; readonly row: BaseRow; readonly count: number })
  | (GridLine & { readonly kind: 'none'; readonly row: BaseRow })

/** Bases in their order, each opened one with its largest overlays. */
export function baseLines(
  rows: readonly BaseRow[],
  expanded: ReadonlySet<string>,
  index: NodeIndex,
): readonly BaseLine[] {
  return rows.flatMap((row): readonly BaseLine[] => {
    const isOpen = expanded.has(row.id)
    const line: BaseLine = {
      kind: 'base',
      key: row.id,
      level: 1,
      expanded: isOpen,
      text: row.name,
      row,
    }
    return isOpen ? [line, ...overlayLines(row, index)] : [line]
  })
}

function overlayLines(row: BaseRow, index: NodeIndex): readonly BaseLine[] {
  const under = { level: 2, parent: row.id, row } as const
  if (row.overlays.length === 0)
    return [{ ...under, kind: 'none', key: `${row.id}\0none`, text: '' }]
  const shown = row.overlays.slice(0, shownOverlays).map((overlay): BaseLine => {
    const instance = instanceOf(overlay.path, index)
    const owner = instance?.name ?? instance?.uuid
    const text = owner ?? baseName(overlay.path)
    const key = `${row.id}\0${overlay.path}`
    return { ...under, kind: 'overlay', key, text, overlay, owner, instance }
  })
  const count = row.overlays.length - shown.length
  if (count <= 0) return shown
  return [...shown, { ...under, kind: 'more', key: `${row.id}\0more`, text: '', count }]
}
