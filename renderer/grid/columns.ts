/** What a column sorts by; undefined goes last in either direction. */
export type SortValue = string | number | undefined

export interface GridColumn<R> {
  readonly id: string
  /** A CSS grid track. */
  readonly track: string
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
  | 'disks'
  | 'virtual'
  | 'allocated'
  | 'usage'
  | 'base'
  | 'changed'
  | 'problems'
  | 'kind'
  | 'format'
  | 'overlays'
  | 'instances'
  | 'overlayAllocated'
  | 'glance'
  | 'length'
  | 'inCache'
  | 'subject'
  | 'meaning'

export type ExplainKey =
  | 'virtual'
  | 'allocated'
  | 'usage'
  | 'length'
  | 'overlayAllocated'
  | 'overcommit'
  | 'totalAllocated'

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const plain = /^[ -~]*$/

/** Names compare as people count: `web-2` before `web-10`. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (a === b) return 0
  return typeof a === 'number' ? -1 : 1
}

const hasDigit = /\d/

/** The collator is dear; hashes and UUIDs, which are most of what is sorted, need none. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const isSimple = a.length === b.length && plain.test(a) && plain.test(b)
  if (isSimple || (!hasDigit.test(a) && plain.test(a) && plain.test(b))) return a < b ? -1 : 1
  return natural.compare(a, b)
}
