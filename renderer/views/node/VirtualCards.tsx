import { useTranslation } from 'react-i18next'
import type { Totals } from '../../../shared/analysis/model.ts'
import { virtualTotals } from '../../../shared/analysis/virtual-totals.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { StackedBar } from '../../components/StackedBar.tsx'
import { formatPercent, formatRatio } from '../../format/number.ts'
import { TotalCard as Card } from './TotalCard.tsx'

interface VirtualCardsProps {
  readonly totals: Totals
  /** Bytes that may still be written; unknown where the file system does not say. */
  readonly available: number | undefined
}

/** What guests see: over-commit is of disks, so images and bases alone have none. */
export function VirtualCards({ totals, available }: VirtualCardsProps) {
  const { t } = useTranslation()
  const { of, count, virtual, allocated } = virtualTotals(totals)
  if (of !== 'disks') {
    return (
      <VirtualCard virtual={virtual} allocated={allocated} note={t(`totals.${of}`, { count })} />
    )
  }
  const instances = t('totals.instances', { count: totals.instances })
  return (
    <>
      <VirtualCard
        virtual={count === 0 ? undefined : virtual}
        allocated={allocated}
        note={t('totals.disksOf', { count, instances })}
      />
      <OvercommitCard totals={totals} available={available} />
    </>
  )
}

interface VirtualCardProps {
  readonly virtual: number | undefined
  /** What of it is written. */
  readonly allocated: number
  readonly note: string
}

function VirtualCard({ virtual, allocated, note }: VirtualCardProps) {
  const { t } = useTranslation()
  const whole = virtual ?? 0
  const written = Math.min(allocated, whole)
  return (
    <Card
      title={t('totals.virtual')}
      explain="virtual"
      value={virtual === undefined ? '–' : formatSize(virtual)}
      bar={
        <StackedBar
          parts={[{ key: 'allocated', value: written, color: 'var(--bar-fill)' }]}
          whole={whole}
          label={t('chain.sizeOf', {
            allocated: formatSize(allocated),
            virtual: formatSize(whole),
          })}
        />
      }
      note={note}
    />
  )
}

function OvercommitCard({ totals, available }: VirtualCardsProps) {
  const { t } = useTranslation()
  const { overcommit } = totals
  const isOver = available !== undefined && overcommit > available
  const note = () => {
    if (available === undefined) return t('totals.overcommitNoFree')
    if (available > 0 && isOver) {
      return t('totals.overcommitRatio', { ratio: formatRatio(overcommit, available) })
    }
    return t('totals.overcommitFits', { percent: formatPercent(overcommit, available) })
  }
  return (
    <Card
      title={t('totals.overcommit')}
      explain="overcommit"
      value={formatSize(overcommit)}
      bar={
        available !== undefined && (
          <StackedBar
            parts={[
              {
                key: 'over',
                value: overcommit,
                color: isOver ? 'var(--kind-leftovers)' : 'var(--bar-fill)',
              },
            ]}
            whole={Math.max(overcommit, available)}
            label={note()}
          />
        )
      }
      note={note()}
      tone={isOver ? 'warning' : undefined}
    />
  )
}
