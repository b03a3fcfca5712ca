import { openedBelow } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes, knownSizesOfDisk } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { useScan } from '../../../stores/context.tsx'
import { NotRead } from '../../node/NotRead.tsx'

/** Of many the first few. */
const NAMED = 3

interface NotReadBesideProps {
  readonly row: InstanceRow
  /** One disk of it; all of them where it is left out. */
  readonly disk?: DiskCell
}

/** What leaves open what an instance, or a disk, shares by how many, or whether its base goes along. */
export function NotReadBeside({ row, disk }: NotReadBesideProps) {
  const view = useScan(({ view }) => view)
  const cache = view && cacheOf(view, row.id)
  const sizes = disk === undefined ? knownSizes(row) : knownSizesOfDisk(disk)
  const isOpen = row.isShareOpen === true || sizes?.isExclusiveAtLeast === true
  if (cache === undefined || !isOpen) return undefined
  const disks = disk === undefined ? row.disks : [disk]
  return <NotRead opened={openedBelow(cache, disks, NAMED)} />
}
