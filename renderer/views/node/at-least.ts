import { mayNeedMore } from '../../../shared/analysis/accounting/forest/forest.ts'
import type { DiskSum } from '../../../shared/analysis/rows/instance-sums.ts'
import type { DiskCell, InstanceRow } from '../../../shared/analysis/rows/rows.ts'
import { knownSizes, knownSizesOfDisk } from '../../../shared/analysis/sizes/known-allocated.ts'
import type { useText } from '../../i18n/text.tsx'

type T = ReturnType<typeof useText>['t']

/** Why a sum over an instance's disks may be more, a line for each reason; undefined where it may not. */
export function leastOfDisks(
  { incomplete }: InstanceRow,
  { unknownDisks }: DiskSum,
  t: T,
): string | undefined {
  const reasons = [
    incomplete === undefined ? undefined : t('unknown.folderLeast'),
    unknownDisks === 0 ? undefined : t('facts.partlyKnown', { count: unknownDisks }),
  ].filter((reason) => reason !== undefined)
  return reasons.length === 0 ? undefined : reasons.join('\n')
}

/** Why a sum over the files of an instance's folder may be more; undefined where it may not. */
export function leastOfFolder(row: InstanceRow, t: T): string | undefined {
  const reasons = [
    row.incomplete === undefined ? undefined : t('unknown.folderLeast'),
    row.isUncounted ? t('unknown.uncountedLeast') : undefined,
  ].filter(Boolean)
  return reasons.length === 0 ? undefined : reasons.join('\n')
}

/** Why what is exclusive to an instance may be more, a line for each reason; undefined where it may not. */
export function leastExclusive(row: InstanceRow, t: T): string | undefined {
  if (knownSizes(row)?.isExclusiveAtLeast !== true) return undefined
  const reasons = [leastOfFolder(row, t), leastBelow(row.disks, t)].filter(Boolean)
  return reasons.length === 0 ? t('unknown.exclusiveLeast') : reasons.join('\n')
}

/** Why what is exclusive to a disk may be more; undefined where it may not. */
export function leastExclusiveOfDisk(disk: DiskCell, t: T): string | undefined {
  if (knownSizesOfDisk(disk)?.isExclusiveAtLeast !== true) return undefined
  return leastBelow([disk], t) ?? t('unknown.exclusiveLeast')
}

function leastBelow(disks: readonly DiskCell[], t: T): string | undefined {
  return disks.some(mayNeedMore) ? t('unknown.belowLeast') : undefined
}
