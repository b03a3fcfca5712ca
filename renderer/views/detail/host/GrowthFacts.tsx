import { useTranslation } from 'react-i18next'
import type { Growth as GrowthData } from '../../../../shared/analysis/accounting/nova/growth.ts'
import { otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import classes from '../detail.module.css'

interface GrowthFactsProps {
  readonly growth: GrowthData
  /** There are disks, or there may be, of which nobody knows how large they are. */
  readonly isUnknown: boolean
  readonly format: (bytes: number) => string
}

export function GrowthFacts({ growth, isUnknown, format }: GrowthFactsProps) {
  const { t } = useTranslation()
  const { need, available } = growth
  // What was not seen may not fit, although what was seen does.
  const shortfall = growth.shortfall === 0 && isUnknown ? undefined : growth.shortfall
  // At least nothing says nothing.
  const isNone = need === 0 && isUnknown
  const other = otherSpaceOf(growth.unknown)
  const whyNoSpace = t(other === undefined ? 'facts.unknown' : `accounting.otherSpace.${other}`)
  const least = isUnknown ? '' : undefined
  const isSum = need > 0 && available !== undefined && shortfall !== undefined
  return (
    <Facts look={isSum ? 'sum' : undefined}>
      <SizeFact
        name={t('accounting.growth.need')}
        bytes={isNone ? undefined : need}
        format={format}
        exact="title"
        atLeast={least}
      />
      <SizeFact
        name={t('accounting.growth.available')}
        bytes={available}
        unknown={whyNoSpace}
        format={format}
        exact="title"
      />
      {shortfall === 0 ? (
        <Fact name={t('accounting.growth.shortfall')}>{t('accounting.growth.fits')}</Fact>
      ) : (
        <SizeFact
          name={t('accounting.growth.shortfall')}
          bytes={shortfall}
          unknown={available === undefined || isNone ? whyNoSpace : t('unknown.growth')}
          format={format}
          exact="title"
          atLeast={least}
        />
      )}
    </Facts>
  )
}

/** What the sums leave out, or count once. */
export function GrowthNotes({ growth }: { readonly growth: GrowthData }) {
  const { t, i18n } = useTranslation()
  const hasFiles = growth.need > 0
  const store = elsewhereText('growth', growth.elsewhere, hasFiles, offeredLanguage(i18n.language))
  const { unknown, isUnread, unknownDisks, incompleteInstances, repeatedDisks } = growth
  const other = otherSpaceOf(unknown) ?? (isUnread ? 'unread' : undefined)
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
