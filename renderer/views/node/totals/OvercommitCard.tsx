import { useTranslation } from 'react-i18next'
import type { OtherSpace } from '../../../../shared/analysis/hosts/space-of-host.ts'
import {
  isGrowthAtLeast,
  type VirtualTotals,
} from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { formatPercent, formatRatio } from '../../../format/number.ts'
import { sumText } from '../../../format/sum-text.ts'
import { SumNote } from './SumNote.tsx'
import { TotalCard as Card } from './TotalCard.tsx'

interface OvercommitCardProps {
  readonly sums: VirtualTotals
  readonly available: number | undefined
  /** What is free here is not the host's. */
  readonly otherSpace: OtherSpace | undefined
}

export function OvercommitCard({ sums, available, otherSpace }: OvercommitCardProps) {
  const { t } = useTranslation()
  const { overcommit } = sums
  const note = useOvercommitNote(sums, available, otherSpace)
  // Nothing of it is here: what is free here says nothing of it.
  const isElsewhere = sums.elsewhere.length > 0 && sums.count === 0
  const isOver = available !== undefined && overcommit !== undefined && overcommit > available
  return (
    <Card
      title={t('totals.overcommit')}
      explain="overcommit"
      value={sumText(overcommit, isGrowthAtLeast(sums))}
      bar={
        available !== undefined &&
        !isElsewhere && (
          <StackedBar
            parts={[
              {
                key: 'over',
                value: overcommit ?? 0,
                color: isOver ? 'var(--warning)' : 'var(--bar-fill)',
              },
            ]}
            whole={Math.max(overcommit ?? 0, available)}
            label={note}
          />
        )
      }
      note={<SumNote text={isElsewhere ? undefined : note} sums={sums} about="growth" />}
      tone={isOver ? 'warning' : undefined}
    />
  )
}

/** What is left out may be more than what is free: only a whole sum fits. */
function useOvercommitNote(
  sums: VirtualTotals,
  available: number | undefined,
  otherSpace: OtherSpace | undefined,
): string {
  const { t } = useTranslation()
  const { overcommit } = sums
  if (overcommit === undefined) return t('unknown.overcommitNone')
  if (otherSpace !== undefined) return t(`accounting.otherSpace.${otherSpace}`)
  if (available === undefined) return t('totals.overcommitNoFree')
  if (available > 0 && overcommit > available) {
    const ratio = t('totals.overcommitRatio', { ratio: formatRatio(overcommit, available) })
    return isGrowthAtLeast(sums) ? `≥ ${ratio}` : ratio
  }
  const percent = formatPercent(overcommit, available)
  return t(isGrowthAtLeast(sums) ? 'unknown.overcommit' : 'totals.overcommitFits', { percent })
}
