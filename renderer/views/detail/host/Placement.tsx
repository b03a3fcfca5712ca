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
  const { notes, refusesAll } = placementNotes(placement, offeredLanguage(i18n.language))
  return (
    <Fold title={t('placement.title')} startsOpen={refusesAll}>
      {/* Where nothing of the host was opened there is nothing to count. */}
      {placement.unknown !== 'no-host' && (
        <Numbers placement={placement} isUsedKnown={isUsedKnown} />
      )}
      {(refusesAll ? notes.slice(1) : notes).map((note) => (
        <p key={note} className={classes['faint']}>
          {note}
        </p>
      ))}
    </Fold>
  )
}

/** That it gives the host no instance any more: the first of its notes, as the text report has it. */
export function PlacementRefusal({ placement }: PlacementProps) {
  const { i18n } = useTranslation()
  const { notes, refusesAll } = placementNotes(placement, offeredLanguage(i18n.language))
  return refusesAll ? <p className={classes['warning']}>{notes[0]}</p> : undefined
}

function Numbers({ placement, isUsedKnown }: NumbersProps) {
  const { t, i18n } = useTranslation()
  const { unknown, totalGib, reservedGib, ratio, capacityGib, usedGib, unknownInstances } =
    placement
  const gib = (value: number) => withMinus(`${formatCount(Math.floor(value), i18n.language)} GiB`)
  const [least, most] = unknownInstances > 0 ? ['≥ ', '≤ '] : ['', '']
  const [left, largest] = [leftGib(placement), largestGib(placement)]
  return (
    <Facts>
      {totalGib !== undefined && <Fact name={t('placement.total')}>{gib(totalGib)}</Fact>}
      {unknown !== 'configuration' && (
        <>
          <Fact name={t('placement.reserved')}>{gib(reservedGib)}</Fact>
          <Fact name={t('placement.ratio')}>{ratio}</Fact>
        </>
      )}
      {capacityGib !== undefined && <Fact name={t('placement.capacity')}>{gib(capacityGib)}</Fact>}
      {isUsedKnown && <Fact name={t('placement.used')}>{`${least}${gib(usedGib)}`}</Fact>}
      {left !== undefined && isUsedKnown && (
        <Fact name={t('placement.left')}>{`${most}${gib(left)}`}</Fact>
      )}
      {largest !== undefined && isUsedKnown && largest > 0 && largest !== left && (
        <Fact name={t('placement.largest')}>{gib(largest)}</Fact>
      )}
    </Facts>
  )
}
