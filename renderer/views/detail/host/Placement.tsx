import { useTranslation } from 'react-i18next'
import type { PlacementDisk } from '../../../../shared/analysis/accounting/nova/placement.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { formatCount } from '../../../format/number.ts'
import classes from '../detail.module.css'

/** What the scheduler counts: what the host offers of DISK_GB, and what flavors take of it. */
export function Placement({ placement }: { readonly placement: PlacementDisk }) {
  const { t, i18n } = useTranslation()
  const { totalGib, reservedGib, ratio, capacityGib, usedGib, unknownInstances } = placement
  const gib = (value: number) => `${formatCount(Math.floor(value), i18n.language)} GiB`
  const least = unknownInstances > 0 ? '≥ ' : ''
  const left = capacityGib === undefined ? undefined : Math.floor(capacityGib - usedGib)
  if (placement.unknown === 'no-host') return <OfNoHost />
  return (
    <>
      <h4 className={classes['subTitle']}>{t('placement.title')}</h4>
      <Facts>
        {totalGib !== undefined && <Fact name={t('placement.total')}>{gib(totalGib)}</Fact>}
        <Fact name={t('placement.reserved')}>{gib(reservedGib)}</Fact>
        <Fact name={t('placement.ratio')}>{ratio}</Fact>
        {capacityGib !== undefined && (
          <Fact name={t('placement.capacity')}>{gib(capacityGib)}</Fact>
        )}
        <Fact name={t('placement.used')}>{`${least}${gib(usedGib)}`}</Fact>
        {left !== undefined && (
          <Fact name={t('placement.left')}>
            {`${unknownInstances > 0 ? '≤ ' : ''}${gib(left)}`}
          </Fact>
        )}
      </Facts>
      {left !== undefined && left <= 0 && (
        <p className={classes['warning']}>{t('placement.full')}</p>
      )}
      <Notes placement={placement} />
    </>
  )
}

/** Where nothing of the host was opened there is nothing to count. */
function OfNoHost() {
  const { t } = useTranslation()
  return (
    <>
      <h4 className={classes['subTitle']}>{t('placement.title')}</h4>
      <p className={classes['faint']}>{t('placement.noHost')}</p>
    </>
  )
}

/** What is not known of it, and what it means. */
function Notes({ placement }: { readonly placement: PlacementDisk }) {
  const { t } = useTranslation()
  const { totalGib, isRatioSet, unknownInstances, untoldSpecs, resizes } = placement
  const notes = [
    ...(totalGib === undefined ? [t('placement.unknownTotal')] : []),
    ...(unknownInstances > 0 ? [t('placement.unknown', { count: unknownInstances })] : []),
    ...(untoldSpecs > 0 ? [t('placement.untold', { count: untoldSpecs })] : []),
    ...(resizes > 0 ? [t('placement.resizes', { count: resizes })] : []),
    ...(isRatioSet === undefined ? [t('placement.defaults')] : []),
    ...(isRatioSet === false ? [t('placement.ratioOpen')] : []),
    t('placement.about'),
  ]
  return notes.map((note) => (
    <p key={note} className={classes['faint']}>
      {note}
    </p>
  ))
}
