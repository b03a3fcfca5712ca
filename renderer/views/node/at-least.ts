import type { Sizes } from '../../../shared/analysis/accounting/forest/sizes.ts'
import type { DiskSum } from '../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../shared/analysis/rows/rows.ts'
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

/** The same of what is seen of its files. */
export function leastOfFolder({ incomplete }: InstanceRow, t: T): string | undefined {
  return incomplete === undefined ? undefined : t('unknown.folderLeast')
}

/** The same of what only an instance or a disk holds. */
export function leastExclusive(
  sizes: Pick<Sizes, 'isExclusiveAtLeast'> | undefined,
  t: T,
): string | undefined {
  return sizes?.isExclusiveAtLeast ? t('unknown.exclusiveLeast') : undefined
}
