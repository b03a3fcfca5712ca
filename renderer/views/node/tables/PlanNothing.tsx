import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinSentences } from '../../../../shared/i18n/sentences.ts'
import { nothingNotes } from '../../../../shared/report/cleanup/cleanup-nothing.ts'
import { useScan } from '../../../stores/context.tsx'

/** What was looked for in vain: why a plan has no steps. */
export function PlanNothing() {
  const { t, i18n } = useTranslation()
  const view = useScan(({ view }) => view)
  if (view === undefined) return <>{t('plan.emptyText')}</>
  const language = offeredLanguage(i18n.language)
  const [first = '', ...why] = nothingNotes(view, language)
  return <>{why.length === 0 ? first : joinSentences(why, language)}</>
}
