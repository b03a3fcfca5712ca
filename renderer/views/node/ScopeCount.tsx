import { useTranslation } from 'react-i18next'
import { waitingOf } from '../../../shared/analysis/cleanup/waiting.ts'
import { SEVERITIES } from '../../../shared/findings/types.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { labelled } from '../../../shared/i18n/sentences.ts'
import { countText } from '../../format/sum-text.ts'
import { useScan } from '../../stores/context.tsx'
import { isCountAtLeast } from '../../stores/scan-lacks.ts'
import { hasOnlyFailed } from '../../stores/scan-state.ts'
import type { Scope } from '../../stores/view-state.ts'
import { freesText, waitingSize } from '../plan-sum/sum-texts.ts'
import { usePlanSum } from '../plan-sum/usePlanSum.ts'
import classes from './ScopeList.module.css'
import { useSeverityCounts } from './useSeverityCounts.ts'

interface CountProps {
  readonly scope: Scope
  /** Undefined while nothing is known of it. */
  readonly count: number | undefined
}

/** How much a part of a node holds. */
export function ScopeCount({ scope, count, title }: CountProps & { readonly title?: string }) {
  const { t } = useTranslation()
  const text = useCountText(scope, count)
  const isLeast = useScan((scan) => isCountAtLeast(scan, scope))
  const hasFailed = useScan(hasOnlyFailed)
  const least = isLeast ? t('unknown.partialLeast') : undefined
  const isScanned = useScan(({ view }) => view !== undefined)
  const told = [title, least].filter((one) => one !== undefined).join('\n')
  const why = isScanned ? 'scopes.shut' : hasFailed ? 'banner.scanFailed' : 'scopes.later'
  return (
    <span className={classes['count']} title={count === undefined ? t(why) : told || undefined}>
      {text}
    </span>
  )
}

/** Those that somebody has to act on first, of all: notes alone are no alarm. */
export function ProblemCount({ count }: Pick<CountProps, 'count'>) {
  const { t, i18n } = useTranslation()
  const { high, ...others } = useSeverityCounts()
  const text = useCountText('problems', count)
  const isLeast = useScan((scan) => isCountAtLeast(scan, 'problems'))
  if (count === undefined || high === 0) return <ScopeCount scope="problems" count={count} />
  const counts = { high, ...others }
  const language = offeredLanguage(i18n.language)
  const all = SEVERITIES.map((one) =>
    labelled(t(`problems.severity.${one}`), countText(counts[one], isLeast, language), language),
  )
  if (isLeast) all.push(t('unknown.partialLeast'))
  return (
    <span className={classes['count']} title={all.join('\n')}>
      <span className={classes['high']}>
        {countText(high, false, language)}
        <span className="hidden-visually"> {t('problems.severity.high')}</span>
      </span>{' '}
      / {text}
    </span>
  )
}

/** What would be freed, which is the reason to look at the plan; how many steps that takes is its title. */
export function PlanCount({ count }: Pick<CountProps, 'count'>) {
  const { t, i18n } = useTranslation()
  const { summary, hasFailed } = usePlanSum()
  const isLeast = useScan((scan) => isCountAtLeast(scan, 'plan'))
  const view = useScan((scan) => scan.view)
  const waiting = count === 0 && view !== undefined ? waitingOf(view) : undefined
  if (waiting !== undefined && waiting.count > 0) {
    const size = waitingSize(waiting, offeredLanguage(i18n.language))
    const title = t('plan.waiting', { count: waiting.count, size })
    return <ScopeCount scope="plan" count={0} title={title} />
  }
  const isNothingGiven = hasFailed || summary?.total.given === 0
  if (count === undefined || count === 0 || isNothingGiven)
    return <ScopeCount scope="plan" count={count} />
  const title = [t('plan.steps', { count }), ...(isLeast ? [t('unknown.partialLeast')] : [])]
  return (
    <span className={classes['count']} title={title.join('\n')}>
      {summary === undefined ? '…' : freesText(summary.total, isLeast)}
    </span>
  )
}

function useCountText(scope: Scope, count: number | undefined): string {
  const { i18n } = useTranslation()
  const isLeast = useScan((scan) => isCountAtLeast(scan, scope))
  return count === undefined ? '–' : countText(count, isLeast, i18n.language)
}
