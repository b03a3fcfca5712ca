import { useTranslation } from 'react-i18next'
import {
  largestGib,
  leftGib,
  type PlacementDisk,
} from '../../../../shared/analysis/accounting/nova/placement.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { placementNotes } from '../../../../shared/report/placement-notes.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { Fold } from '../../../components/Fold.tsx'
import { formatCount, withMinus } from '../../../format/number.ts'
import classes from '../detail.module.css'

interface PlacementProps {
  readonly placement: PlacementDisk
}

interface NumbersProps extends PlacementProps {
  /** What instances hold of it. */
  readonly isUsedKnown: boolean
}

/** What the scheduler counts: what the host offers of DISK_GB, and what flavors take of it. */
export function Placement({ placement, isUsedKnown }: NumbersProps) {
  const { t, i18n } = useTranslation()
  const { notes, always } = placementNotes(placement, offeredLanguage(i18n.language))
  return (
    <Fold title={t('placement.title')}>
      {/* Where nothing of the host was opened there is nothing to count. */}
      {placement.unknown !== 'no-host' && (
        <Numbers placement={placement} isUsedKnown={isUsedKnown} />
      )}
      {[...notes, ...always].map((note) => (
        <p key={note} className={classes['faint']}>
          {note}
        </p>
      ))}
    </Fold>
  )
}

/**
 * That it gives the host no instance any more, as the text report has it. Where that is for want of space,
 * the sum that comes to nothing.
 */
export function PlacementRefusal({ placement, isUsedKnown }: NumbersProps) {
  const { i18n } = useTranslation()
  const { refusal } = placementNotes(placement, offeredLanguage(i18n.language))
  if (refusal === undefined) return undefined
  return (
    <>
      <p className={classes['warning']}>{refusal}</p>
      {isUsedKnown && (leftGib(placement) ?? 1) <= 0 && <NothingLeft placement={placement} />}
    </>
  )
}

function NothingLeft({ placement }: PlacementProps) {
  const { t } = useTranslation()
  const { capacity, used, left } = useGibTexts(placement)
  return (
    <Facts look="sum">
      <Fact name={t('placement.capacity')}>{capacity}</Fact>
      <Fact name={t('placement.lessUsed')}>{used}</Fact>
      <Fact name={t('placement.left')}>{left}</Fact>
    </Facts>
  )
}

function Numbers({ placement, isUsedKnown }: NumbersProps) {
  const { t } = useTranslation()
  const { unknown, ratio } = placement
  const { total, reserved, capacity, used, left, largest } = useGibTexts(placement)
  return (
    <Facts>
      {total !== undefined && <Fact name={t('placement.total')}>{total}</Fact>}
      {unknown !== 'configuration' && (
        <>
          <Fact name={t('placement.reserved')}>{reserved}</Fact>
          <Fact name={t('placement.ratio')}>{ratio}</Fact>
        </>
      )}
      {capacity !== undefined && <Fact name={t('placement.capacity')}>{capacity}</Fact>}
      {isUsedKnown && (
        <>
          <Fact name={t('placement.used')}>{used}</Fact>
          {left !== undefined && <Fact name={t('placement.left')}>{left}</Fact>}
          {largest !== undefined && <Fact name={t('placement.largest')}>{largest}</Fact>}
        </>
      )}
    </Facts>
  )
}

/** Its numbers in words, with the sign of what is only a bound; the largest where it tells more than what is left. */
function useGibTexts(placement: PlacementDisk) {
  const { i18n } = useTranslation()
  const { totalGib, reservedGib, capacityGib, usedGib, unknownInstances } = placement
  const gib = (value: number, bound = ''): string =>
    `${bound}${withMinus(`${formatCount(Math.floor(value), i18n.language)} GiB`)}`
  const [least, most] = unknownInstances > 0 ? ['≥ ', '≤ '] : ['', '']
  const [left, largest] = [leftGib(placement), largestGib(placement)]
  return {
    total: totalGib === undefined ? undefined : gib(totalGib),
    reserved: gib(reservedGib),
    capacity: capacityGib === undefined ? undefined : gib(capacityGib),
    used: gib(usedGib, least),
    left: left === undefined ? undefined : gib(left, most),
    largest: largest === undefined || largest <= 0 || largest === left ? undefined : gib(largest),
  }
}
