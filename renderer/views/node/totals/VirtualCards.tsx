import { useTranslation } from 'react-i18next'
import { otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import {
  isAtLeast,
  type VirtualTotals,
  virtualTotals,
} from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { sumText } from '../../../format/sum-text.ts'
import { OvercommitCard } from './OvercommitCard.tsx'
import { SumNote } from './SumNote.tsx'
import { TotalCard as Card } from './TotalCard.tsx'

interface VirtualCardsProps {
  readonly view: Pick<NodeView, 'totals' | 'end' | 'accounting'>
  /** Bytes that may still be written; unknown where the file system does not say. */
  readonly available: number | undefined
}

/** What guests see: over-commit is of disks, so images and bases alone have none. */
export function VirtualCards({ view, available }: VirtualCardsProps) {
  const { t } = useTranslation()
  const { totals } = view
  const sums = virtualTotals(view)
  const { of, count } = sums
  const none = t('grid.noneSeenTitle')
  if (of !== 'disks') {
    const parts = of === 'images' ? totals.imageParts : 0
    return (
      <VirtualCard
        sums={sums}
        note={countNote(sums, t(`totals.${of}`, { count }), none)}
        parts={parts}
      />
    )
  }
  const instances = t('totals.instances', { count: totals.instances })
  return (
    <>
      <VirtualCard
        sums={sums}
        note={countNote(sums, t('totals.disksOf', { count, instances }), none)}
      />
      <OvercommitCard
        sums={sums}
        available={available}
        otherSpace={otherSpaceOf(view.accounting.growth.unknown)}
      />
    </>
  )
}

/** Where there may be more, that none was seen is not that there is none. */
function countNote({ partial, count }: VirtualTotals, text: string, none: string): string {
  if (!partial) return text
  return count === 0 ? none : `≥ ${text}`
}

interface VirtualCardProps {
  readonly sums: VirtualTotals
  readonly note: string
  /** Rows of the table that only hold the data of what is counted. */
  readonly parts?: number
}

function VirtualCard({ sums, note, parts = 0 }: VirtualCardProps) {
  const { t } = useTranslation()
  const { virtual, allocated } = sums
  return (
    <Card
      title={t('totals.virtual')}
      explain="virtual"
      value={sumText(virtual, isAtLeast(sums))}
      bar={allocated !== undefined && <WrittenBar whole={virtual ?? 0} allocated={allocated} />}
      note={<SumNote text={note} sums={sums} parts={parts} about="virtual" />}
    />
  )
}

/** What of the sum is written. */
function WrittenBar({ whole, allocated }: { readonly whole: number; readonly allocated: number }) {
  const { t } = useTranslation()
  const written = Math.min(allocated, whole)
  return (
    <StackedBar
      parts={[{ key: 'allocated', value: written, color: 'var(--bar-fill)' }]}
      whole={whole}
      label={t('chain.sizeOf', { allocated: formatSize(allocated), virtual: formatSize(whole) })}
    />
  )
}
