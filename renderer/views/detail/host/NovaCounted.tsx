import { useTranslation } from 'react-i18next'
import type { NovaNumbers } from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import { isAllocatedAtLeast } from '../../../../shared/analysis/sizes/partial.ts'
import { displayText } from '../../../../shared/bytes/text.ts'
import { Fold } from '../../../components/Fold.tsx'
import { sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'

const outside = [
  'imageCache',
  'leftovers',
  'orphans',
  'otherHosts',
  'skipped',
  'unnamed',
  'other',
] as const

interface CountedProps {
  readonly nova: NovaNumbers
}

/** Which disks are in the sum. */
export function Counted({ nova: { from, disks } }: CountedProps) {
  const { t } = useTranslation()
  return (
    <p className={classes['faint']}>{t(`accounting.nova.counted.${from}`, { count: disks })}</p>
  )
}

/** What Nova skips, and at what it fails. */
export function NotCounted({ nova }: CountedProps) {
  const { t } = useTranslation()
  const { skippedInstances, refusedDisks, refusedDisk = '' } = nova
  const path = displayText(refusedDisk)
  return (
    <>
      {refusedDisks > 0 && (
        <p className={classes['warning']}>
          {t('accounting.nova.failsAt', { count: refusedDisks, path })}
        </p>
      )}
      {skippedInstances > 0 && (
        <p className={classes['warning']}>
          {t('accounting.nova.skips', { count: skippedInstances })}
        </p>
      )}
    </>
  )
}

/** What takes space on the host and is in none of Nova's numbers. */
export function LeftOut({ leftOut }: Pick<NovaNumbers, 'leftOut'>) {
  const { t } = useTranslation()
  const least = useScan(({ view }) => view !== undefined && isAllocatedAtLeast(view))
  const parts = outside.filter((part) => leftOut[part] > 0)
  if (parts.length === 0) return undefined
  return (
    <Fold title={t('accounting.nova.leftOut')}>
      <ul className={classes['rows']}>
        {parts.map((part) => (
          <li key={part} className={classes['entry']}>
            <span>{t(`accounting.nova.${part}`)}</span>
            <span className={classes['rowSize']}>{sumText(leftOut[part], least)}</span>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
