import { useTranslation } from 'react-i18next'
import { waitingOf } from '../../../../shared/analysis/cleanup/waiting.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { lacksSomething } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { isCountAtLeast } from '../../../stores/scan-lacks.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { freesText, sumNotes, waitingSize } from '../../plan-sum/sum-texts.ts'
import { usePlanSum } from '../../plan-sum/usePlanSum.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** What the clean-up plan would free, as it counts that itself. Leads to the plan. */
export function CanBeFreed({ view }: { readonly view: NodeView }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const { steps = 0, summary, hasFailed } = usePlanSum()
  const isLeast = useScan((scan) => isCountAtLeast(scan, 'plan'))
  const { showScope, select } = useView(selectViewActions)
  const show = () => {
    showScope('plan')
    select(undefined)
  }
  const waiting = waitingOf(view)
  if (steps === 0 && waiting.count > 0) {
    const { count } = waiting
    const size = waitingSize(waiting, language)
    return (
      <Section title={t('detail.freed')}>
        <button type="button" className={classes['row']} onClick={show}>
          <span className={classes['link']}>
            {labelled(t('scopes.plan'), t('plan.waiting', { count, size }), language)}
          </span>
          {isLeast && <span className={classes['under']}>{t('unknown.partialLeast')}</span>}
        </button>
      </Section>
    )
  }
  if (steps === 0) {
    return (
      <Section title={t('detail.freed')}>
        <p className={classes['faint']}>
          {t(lacksSomething(view) ? 'grid.noneSeenTitle' : 'plan.emptyTitle')}
        </p>
      </Section>
    )
  }
  const notes = summary === undefined ? [] : sumNotes(summary, t)
  return (
    <Section title={t('detail.freed')}>
      <button type="button" className={classes['row']} onClick={show}>
        <span className={classes['link']}>
          {labelled(t('scopes.plan'), t('plan.steps', { count: steps }), language)}
        </span>
        <b>{summary === undefined ? (hasFailed ? '–' : '…') : freesText(summary.total, isLeast)}</b>
        {hasFailed && summary === undefined && (
          <span className={classes['under']}>{t('plan.failed')}</span>
        )}
        {notes.map(({ text }) => (
          <span key={text} className={classes['under']}>
            {text}
          </span>
        ))}
        {summary !== undefined && summary.waiting.count > 0 && (
          <span className={classes['under']}>
            {t('plan.waitingToo', {
              count: summary.waiting.count,
              size: waitingSize(summary.waiting, language),
            })}
          </span>
        )}
      </button>
    </Section>
  )
}
