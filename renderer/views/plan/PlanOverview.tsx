import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import type { PlanSummary } from '../../../shared/ipc/plan.ts'
import { planNotes } from '../../../shared/report/cleanup/cleanup-notes.ts'
import { againTexts } from '../../../shared/report/cleanup/cleanup-sums.ts'
import { CountPill } from '../../components/CountPill.tsx'
import { Fold } from '../../components/Fold.tsx'
import { useCopyText } from '../../components/useCopyText.ts'
import { formatCount } from '../../format/number.ts'
import { showName } from '../../format/path.ts'
import { sumText } from '../../format/sum-text.ts'
import { usePlan, useScan } from '../../stores/context.tsx'
import { DetailHead } from '../detail/DetailHead.tsx'
import detail from '../detail/detail.module.css'
import { Section } from '../detail/Section.tsx'
import { freesText } from '../plan-sum/sum-texts.ts'
import classes from './plan.module.css'

/** What has to be known of the whole plan before any step of it, and what its commands need. */
export function PlanOverview() {
  const { t } = useTranslation()
  const summary = usePlan(({ summary }) => summary)
  return (
    <>
      <DetailHead title={t('plan.overview.title')} />
      <div className={detail['body']}>
        <p className={detail['paragraph']}>{t('plan.overview.never')}</p>
        {summary && (
          <>
            <Notes summary={summary} />
            {summary.steps > 0 && <Levels summary={summary} />}
            <Preparation lines={summary.preparation} />
          </>
        )}
      </div>
    </>
  )
}

function Notes({ summary }: { readonly summary: PlanSummary }) {
  const { i18n } = useTranslation()
  const view = useScan(({ view }) => view)
  if (view === undefined) return undefined
  const { steps, total, afterwards } = summary
  // That nothing is removed stands above, and when it was scanned in the bar.
  const count = { all: steps, steps, total, afterwards }
  const notes = planNotes(view, count, offeredLanguage(i18n.language))
  return notes.map((note) => (
    <p key={note} className={`selectable ${detail['paragraph']}`}>
      {showName(note)}
    </p>
  ))
}

/** What each level frees on top of those before it. */
function Levels({
  summary: { levels, total, leftOut, waiting },
}: {
  readonly summary: PlanSummary
}) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const words = planCatalogue(language)
  return (
    <Section title={t('plan.overview.levels')}>
      <ul className={detail['rows']}>
        {levels.map((level) => (
          <li key={level.stage} className={detail['entry']} title={words.stages[level.stage].text}>
            <span className={classes['counted']}>
              <span>{words.stages[level.stage].title}</span>
              <CountPill>{formatCount(level.steps, i18n.language)}</CountPill>
            </span>
            <span className={detail['rowSize']}>{freesText(level)}</span>
            {againTexts(level, language).map((text) => (
              <span key={text} className={detail['under']}>
                {text}
              </span>
            ))}
          </li>
        ))}
        <li className={detail['entry']}>
          <b>{t('plan.overview.total')}</b>
          <b className={detail['rowSize']}>{freesText(total)}</b>
        </li>
        {waiting.count > 0 && (
          <li className={detail['entry']}>
            <span className={classes['counted']}>
              <span>{words.leftOut.title}</span>
              <CountPill>{formatCount(leftOut, i18n.language)}</CountPill>
            </span>
            <span className={detail['rowSize']}>{sumText(waiting.bytes, waiting.isAtLeast)}</span>
          </li>
        )}
      </ul>
    </Section>
  )
}

function Preparation({ lines }: { readonly lines: readonly string[] }) {
  const { t, i18n } = useTranslation()
  const copy = useCopyText()
  if (lines.length === 0) return undefined
  const text = lines.join('\n')
  return (
    <Section title={t('plan.overview.first')}>
      <p className={detail['paragraph']}>{planCatalogue(offeredLanguage(i18n.language)).prepare}</p>
      <Fold title={t('plan.overview.showLines', { count: text.split('\n').length })}>
        <pre className={`selectable ${classes['lines']}`}>{text}</pre>
      </Fold>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Copy size={12} />}
        onClick={() => void copy(text)}
      >
        {t('plan.overview.copyAll')}
      </Button>
    </Section>
  )
}
