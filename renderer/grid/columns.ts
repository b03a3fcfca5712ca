import type { Term } from '../../shared/vocabulary/terms.ts'

/** What a column sorts by; undefined goes last in either direction. */
export type SortValue = string | number | undefined

/** By which column, and which way; empty for the order in which the rows came. */
export type SortingState = readonly { readonly id: string; readonly desc: boolean }[]

export interface GridColumn<R, Id extends string = string> {
  readonly id: Id
  /** A CSS grid track; its first pixels are the least that the column takes. */
  readonly track: string
  /** In a narrow table the highest rank goes first. Absent for a column that only comes when asked for. */
  readonly rank?: number
  /** Pixels that the names in it want before a column of little weight comes; for rank 0 alone. */
  readonly wants?: (rows: readonly R[]) => number
  /** Left out where no row has a value, or one of which this is true. */
  readonly ifKnown?: boolean | ((row: R) => boolean)
  readonly align?: 'end'
  /** Key of the catalogue's `columns`. */
  readonly title: ColumnTitle
  /** Key of the catalogue's `explain`: the header gets an info button. */
  readonly explain?: ExplainKey
  /** Absent for a column that does not sort. */
  readonly value?: (row: R) => SortValue
  /** Numbers begin with the largest, names with the first. */
  readonly descendingFirst?: boolean
}

export type ColumnTitle =
  | 'name'
  | 'uuid'
  | 'host'
  | 'disks'
  | 'virtual'
  | 'allocated'
  | 'usage'
  | 'base'
  | 'backing'
  | 'changed'
  | 'problems'
  | 'flavor'
  | 'exclusive'
  | 'amortised'
  | 'cacheState'
  | 'perUser'
  | 'project'
  | 'kind'
  | 'format'
  | 'overlays'
  | 'instances'
  | 'overlayAllocated'
  | 'glance'
  | 'length'
  | 'inCache'
  | 'subject'
  | 'path'
  | 'what'
  | 'whose'
  | 'step'
  | 'frees'
  | 'command'
  | 'from'
  | 'meaning'
  | 'extent'
  | 'guestStart'
  | 'extentLength'
  | 'heldAs'
  | 'layer'
  | 'hostOffset'
  | 'inFile'

export type ExplainKey = Term

/** Numbers by size, texts by their characters, numbers before texts. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1
  return typeof a === 'number' ? -1 : 1
}
