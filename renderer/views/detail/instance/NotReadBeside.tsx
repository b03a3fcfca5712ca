import { openedBelow } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { useScan } from '../../../stores/context.tsx'
import { NotRead } from '../../node/NotRead.tsx'

/** Of many the first few. */
const NAMED = 3

/** What leaves open what an instance shares by how many, or whether its base goes along. */
export function NotReadBeside({ row }: { readonly row: InstanceRow }) {
  const view = useScan(({ view }) => view)
  const cache = view && cacheOf(view, row.id)
  const isOpen = row.isShareOpen === true || knownSizes(row)?.isExclusiveAtLeast === true
  if (cache === undefined || !isOpen) return undefined
  return <NotRead opened={openedBelow(cache, row.disks, NAMED)} />
}
