import { useTranslation } from 'react-i18next'
import type { Growth as GrowthData } from '../../../../shared/analysis/accounting/nova/growth.ts'
import { growthOfDisk } from '../../../../shared/analysis/accounting/nova/growth.ts'
import { otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { formatAlike } from '../../../../shared/report/size.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { GrowingDisks } from './GrowingDisks.tsx'

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
  const isElsewhere = growth.elsewhere !== undefined
  const isUnseen = partial || growth.unknownDisks + growth.incompleteInstances > 0
  const isUnknown = isUnseen || isElsewhere
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
      <Unknowns growth={growth} />
      {growth.largest.length > 0 && (
        <>
          <h4 className={classes['subTitle']}>{t('accounting.growth.largest')}</h4>
          <GrowingDisks disks={growth.largest} sizeOf={growthOfDisk} ofOneHost={ofOneHost} />
        </>
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

interface GrowthFactsProps {
  readonly growth: GrowthData
  /** There are disks, or there may be, of which nobody knows how large they are. */
  readonly isUnknown: boolean
  readonly format: (bytes: number) => string
}

function GrowthFacts({ growth, isUnknown, format }: GrowthFactsProps) {
  const { t } = useTranslation()
  const { need, available } = growth
  // What was not seen may not fit, although what was seen does.
  const shortfall = growth.shortfall === 0 && isUnknown ? undefined : growth.shortfall
  // At least nothing says nothing.
  const isNone = need === 0 && isUnknown
  const other = otherSpaceOf(growth.unknown)
  const whyNoSpace = t(other === undefined ? 'facts.unknown' : `accounting.otherSpace.${other}`)
  const least = isUnknown ? '' : undefined
  return (
    <Facts>
      <SizeFact
        name={t('accounting.growth.need')}
        bytes={isNone ? undefined : need}
        format={format}
        atLeast={least}
      />
      <SizeFact
        name={t('accounting.growth.available')}
        bytes={available}
        unknown={whyNoSpace}
        format={format}
      />
      {shortfall === 0 ? (
        <Fact name={t('accounting.growth.shortfall')}>{t('accounting.growth.fits')}</Fact>
      ) : (
        <SizeFact
          name={t('accounting.growth.shortfall')}
          bytes={shortfall}
          unknown={available === undefined || isNone ? whyNoSpace : t('unknown.growth')}
          format={format}
          atLeast={least}
        />
      )}
    </Facts>
  )
}

/** What the sums leave out, or count once. */
function Unknowns({ growth }: { readonly growth: GrowthData }) {
  const { t, i18n } = useTranslation()
  const hasFiles = growth.need > 0
  const store = elsewhereText('growth', growth.elsewhere, hasFiles, offeredLanguage(i18n.language))
  const { unknown, unknownDisks, incompleteInstances, repeatedDisks } = growth
  const other = otherSpaceOf(unknown)
  return (
    <>
      {store !== undefined && <p className={classes['faint']}>{store}</p>}
      {other !== undefined && (
        <p className={classes['faint']}>{t(`accounting.growth.otherSpace.${other}`)}</p>
      )}
      {repeatedDisks !== undefined && (
        <p className={classes['faint']}>
          {t('accounting.growth.repeated', { count: repeatedDisks })}
        </p>
      )}
      {unknownDisks > 0 && (
        <p className={classes['faint']}>
          {t('accounting.growth.unknown', { count: unknownDisks })}
        </p>
      )}
      {incompleteInstances > 0 && (
        <p className={classes['faint']}>
          {t('unknown.growthInstances', { count: incompleteInstances })}
        </p>
      )}
    </>
  )
}

interface GrowthBarProps {
  readonly need: number
  readonly available: number
  readonly format: (bytes: number) => string
}

/** What fits in one colour, what does not in another; the track is what stays free. */
function GrowthBar({ need, available, format }: GrowthBarProps) {
  const { t } = useTranslation()
  const fits = Math.min(need, available)
  const label = t('accounting.growth.bar', {
    need: format(need),
    free: format(available),
  })
  return (
    <div className={classes['bar']}>
      <StackedBar
        parts={[
          { key: 'fits', value: fits, color: 'var(--bar-fill)' },
          { key: 'lacks', value: need - fits, color: 'var(--kind-leftovers)' },
        ]}
        whole={Math.max(need, available)}
        label={label}
        thick
      />
    </div>
  )
}
