import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'
import { openedBy, openNamesOf } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import { basesByCache } from '../../../../shared/analysis/cache-of.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinNames } from '../../../../shared/i18n/sentences.ts'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'

/** Of many the first few. */
const NAMED = 5

/** What leaves open whether bases of a cache are used, by name. */
export function LeftOpen({ cache }: { readonly cache: CacheOverview }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const view = useScan(({ view }) => view)
  const { named, more } = useMemo(() => {
    const bases = view && basesByCache(view).get(cache)
    return openedBy(cache, openNamesOf(bases ?? []), NAMED)
  }, [view, cache])
  if (named.length === 0) return undefined
  return (
    <>
      <p className={classes['warning']}>{t('setup.cache.open.title')}</p>
      <ul className={classes['rows']}>
        {named.map(({ path, reason, about, names = [] }) => (
          <li key={path} className={`selectable ${classes['paragraph']}`}>
            {t(`setup.cache.open.${reason}`, {
              path: showName(path),
              what:
                about === 'named'
                  ? joinNames(names.map(showName), language)
                  : t(`setup.cache.open.${about}`),
            })}
          </li>
        ))}
        {more > 0 && <li>{t('setup.unnamed', { count: more })}</li>}
      </ul>
    </>
  )
}
