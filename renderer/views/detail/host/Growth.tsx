import { useTranslation } from 'react-i18next'
import {
  type Growth as GrowthData,
  isNeedAtLeast,
} from '../../../../shared/analysis/accounting/nova/growth.ts'
import { growthOfDisk } from '../../../../shared/analysis/accounting/nova/growth-sums.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { formatAlike } from '../../../../shared/report/size.ts'
import { Fold } from '../../../components/Fold.tsx'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { GrowingDisks } from './GrowingDisks.tsx'
import { GrowthBar } from './GrowthBar.tsx'
import { GrowthFacts, GrowthNotes } from './GrowthFacts.tsx'

interface GrowthProps {
  readonly growth: GrowthData
  /** It is said elsewhere on which host the disks are. */
  readonly ofOneHost?: boolean
}

/** What the disks may still take beside what is free, and which of them can take most. */
export function Growth({ growth, ofOneHost = false }: GrowthProps) {
  const { t } = useTranslation()
  const { need, available, impossible, impossibleCount = 0 } = growth
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  const isUnseen =
    partial || growth.isUnread || growth.unknownDisks + growth.incompleteInstances > 0
  const isUnknown = partial || isNeedAtLeast(growth)
  if (need === 0 && !isUnknown) return undefined
  // Where all disks lie elsewhere, what is free here is none of theirs.
  const hasFiles = need > 0 || isUnseen
  const format = formatAlike([need, available ?? 0, growth.shortfall ?? 0])
  return (
    <Section title={t('accounting.growth.title')} explain="growth">
      {available !== undefined && hasFiles && (
        <GrowthBar need={need} available={available} format={format} />
      )}
      {hasFiles && <GrowthFacts growth={growth} isUnknown={isUnknown} format={format} />}
      <GrowthNotes growth={growth} />
      {growth.largest.length > 0 && (
        <Fold title={t('accounting.growth.largest')}>
          <GrowingDisks disks={growth.largest} sizeOf={growthOfDisk} ofOneHost={ofOneHost} />
        </Fold>
      )}
      {impossible.length > 0 && (
        <>
          <h4 className={classes['subTitle']}>
            {t('accounting.growth.impossible', { count: impossibleCount })}
          </h4>
          <GrowingDisks
            disks={impossible}
            sizeOf={({ virtual }) => virtual}
            ofOneHost={ofOneHost}
          />
          {impossibleCount > impossible.length && (
            <p className={classes['faint']}>
              {t('setup.unnamed', { count: impossibleCount - impossible.length })}
            </p>
          )}
        </>
      )}
    </Section>
  )
}
