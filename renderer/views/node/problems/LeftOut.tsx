import { useTranslation } from 'react-i18next'
import type { TreeFault } from '../../../../shared/files/tree.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinClauses, joinSentences, labelled } from '../../../../shared/i18n/sentences.ts'
import { reasonText } from '../../../../shared/report/text/reason-text.ts'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'

/** As many as one line holds; the others are in its title. */
const SHOWN = 2

/** What was opened together with the rest and is not in the scan, with the reason for each. */
export function LeftOut() {
  const { t, i18n } = useTranslation()
  const faults = useScan(({ view }) => view?.notOpened)
  if (faults === undefined) return undefined
  const language = offeredLanguage(i18n.language)
  const named = ({ code, path, errno }: TreeFault) =>
    labelled(showName(path), reasonText(code, errno, language), language)
  const all = faults.map(named)
  const more = all.length - SHOWN
  const shown = t('banner.leftOut', { paths: joinClauses(all.slice(0, SHOWN), language) })
  return (
    <span className="selectable" title={all.join('\n')}>
      {more > 0 ? joinSentences([shown, t('bar.andMore', { count: more })], language) : shown}
    </span>
  )
}
