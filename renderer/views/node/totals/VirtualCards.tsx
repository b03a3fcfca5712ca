import { useTranslation } from 'react-i18next'
import { type OtherSpace, otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import {
  isAtLeast,
  type VirtualTotals,
  virtualTotals,
} from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { formatPercent, formatRatio } from '../../../format/number.ts'
import { sumText } from '../../../format/sum-text.ts'
import { TotalCard as Card } from './TotalCard.tsx'
import classes from './Totals.module.css'

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
      note={<Note text={note} sums={sums} parts={parts} about="virtual" />}
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
  /** Left out where what is elsewhere says all. */
  readonly text: string | undefined
  readonly sums: VirtualTotals
  readonly about: 'virtual' | 'growth'
  readonly parts?: number
}

/** With what the sum leaves out, because nobody can say how large it is. */
function Note({ text, sums, about, parts = 0 }: NoteProps) {
  const { t, i18n } = useTranslation()
  const { of, count, unknown, incomplete, elsewhere } = sums
  const store = elsewhereText(about, elsewhere, count > 0, offeredLanguage(i18n.language))
  const hidden = of === 'disks' ? 'unknown.instances' : 'unknown.entries'
  const left = [
    ...(unknown === 0 ? [] : [t('totals.unknownSize', { count: unknown })]),
    ...(incomplete === 0 ? [] : [t(hidden, { count: incomplete })]),
    ...(parts === 0 ? [] : [t('unknown.parts', { count: parts })]),
    ...(store === undefined ? [] : [store]),
  ]
  const lines = text === undefined ? left : [text, ...left]
  return (
    <span title={lines.join('\n')}>
      {lines.map((one) => (
        <span key={one} className={classes['whole']}>
          {one}
        </span>
      ))}
    </span>
  )
}

interface OvercommitCardProps {
  readonly sums: VirtualTotals
  readonly available: number | undefined
  /** What is free here is not the host's. */
  readonly otherSpace: OtherSpace | undefined
}

function OvercommitCard({ sums, available, otherSpace }: OvercommitCardProps) {
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
      value={sumText(overcommit, isAtLeast(sums))}
      bar={
        available !== undefined &&
        !isElsewhere && (
          <StackedBar
            parts={[
              {
                key: 'over',
                value: overcommit ?? 0,
                color: isOver ? 'var(--kind-leftovers)' : 'var(--bar-fill)',
              },
            ]}
            whole={Math.max(overcommit ?? 0, available)}
            label={note}
          />
        )
      }
      note={<Note text={isElsewhere ? undefined : note} sums={sums} about="growth" />}
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
    return isAtLeast(sums) ? `≥ ${ratio}` : ratio
  }
  const percent = formatPercent(overcommit, available)
  return t(isAtLeast(sums) ? 'unknown.overcommit' : 'totals.overcommitFits', { percent })
}
