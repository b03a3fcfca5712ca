import { useTranslation } from 'react-i18next'
import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'
import {
  type CacheRule,
  cacheRule,
} from '../../../../shared/analysis/accounting/cache/cache-rule.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { headed } from '../../../../shared/i18n/sentences.ts'
import { durationOf } from '../../../../shared/report/duration.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { Gap } from '../../../components/Gap.tsx'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { defaultsNote } from './defaults-note.ts'
import { LeftOpen } from './LeftOpen.tsx'

/** What the image cache of a host is kept by, and what files do not tell of its use. */
export function ImageCache({ cache }: { readonly cache: CacheOverview }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const names = useNames()
  const { options, path, withoutImage, otherHosts, differing = [] } = cache
  const rule = useRuleText()(cacheRule(options))
  const defaults = defaultsNote(cache)
  const hosts = names(otherHosts)
  return (
    <Section title={t('setup.cache.title')}>
      {cache.isUntold !== true && <p className={classes['paragraph']}>{rule}</p>}
      {defaults !== undefined && <p className={classes['faint']}>{t(defaults)}</p>}
      {cache.isReleaseAssumed && <p className={classes['faint']}>{t('setup.cache.release')}</p>}
      <LeftOpen cache={cache} />
      {withoutImage > 0 && (
        <p className={classes['faint']}>{t('setup.cache.database', { count: withoutImage })}</p>
      )}
      {otherHosts.length > 0 && (
        <p className={classes['faint']}>{t('setup.cache.hosts', { hosts })}</p>
      )}
      {differing.length > 0 && <p className={classes['faint']}>{t('setup.cache.differing')}</p>}
      <Facts>
        {differing.map(({ option, values }) => (
          <Fact key={option} name={option}>
            {values.map(({ host, value }) => (
              <div key={host}>
                <span className={classes['hostName']}>{headed(showName(host), language)}</span>
                <Gap />
                {showName(value)}
              </div>
            ))}
          </Fact>
        ))}
        <Fact name={t('setup.cache.folder')} look="mono">
          {showName(path)}
        </Fact>
      </Facts>
    </Section>
  )
}

function useRuleText() {
  const { t } = useTranslation()
  const time = (seconds: number): string => {
    const { unit, count } = durationOf(seconds)
    return t(`setup.duration.${unit}`, { count })
  }
  return (rule: CacheRule): string => {
    if (rule.kind !== 'removes') return t(`setup.cache.${rule.kind}`)
    const { original, resized, interval } = rule
    return t('setup.cache.removes', {
      original: time(original),
      resized: time(resized),
      interval: time(interval),
    })
  }
}
