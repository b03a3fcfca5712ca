import { useTranslation } from 'react-i18next'
import type { Totals } from '../../../shared/analysis/model.ts'
import { type VirtualTotals, virtualTotals } from '../../../shared/analysis/virtual-totals.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { StackedBar } from '../../components/StackedBar.tsx'
import { formatPercent, formatRatio } from '../../format/number.ts'
import { TotalCard as Card } from './TotalCard.tsx'
import classes from './Totals.module.css'

interface VirtualCardsProps {
  readonly totals: Totals
  /** Bytes that may still be written; unknown where the file system does not say. */
  readonly available: number | undefined
}

/** What guests see: over-commit is of disks, so images and bases alone have none. */
export function VirtualCards({ totals, available }: VirtualCardsProps) {
  const { t } = useTranslation()
  const sums = virtualTotals(totals)
  const { of, count } = sums
  if (of !== 'disks') return <VirtualCard sums={sums} note={t(`totals.${of}`, { count })} />
  const instances = t('totals.instances', { count: totals.instances })
  return (
    <>
      <VirtualCard sums={sums} note={t('totals.disksOf', { count, instances })} />
      <OvercommitCard totals={totals} available={available} />
    </>
  )
}

interface VirtualCardProps {
  readonly sums: VirtualTotals
  readonly note: string
}

function VirtualCard({ sums: { virtual, allocated, unknown }, note }: VirtualCardProps) {
  const { t } = useTranslation()
  return (
    <Card
      title={t('totals.virtual')}
      explain="virtual"
      value={virtual === undefined ? '–' : sumOf(virtual, unknown)}
      bar={allocated !== undefined && <WrittenBar whole={virtual ?? 0} allocated={allocated} />}
      note={<Note text={note} unknown={unknown} />}
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

interface NoteProps {
  readonly text: string
  /** How many the sum leaves out, because nobody can say how large they are. */
  readonly unknown: number
}

function Note({ text, unknown }: NoteProps) {
  const { t } = useTranslation()
  if (unknown === 0) return text
  const left = t('totals.unknownSize', { count: unknown })
  return (
    <span title={`${text}\n${left}`}>
      {text}
      <span className={classes['more']}>{left}</span>
    </span>
  )
}

/** With something left out it is at least this much. */
function sumOf(bytes: number, unknown: number): string {
  return unknown === 0 ? formatSize(bytes) : `≥ ${formatSize(bytes)}`
}

function OvercommitCard({ totals, available }: VirtualCardsProps) {
  const { t } = useTranslation()
  const { overcommit, unknownDisks } = totals
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
      value={sumOf(overcommit, unknownDisks)}
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
      note={<Note text={note()} unknown={unknownDisks} />}
      tone={isOver ? 'warning' : undefined}
    />
  )
}
