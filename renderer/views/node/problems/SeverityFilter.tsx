import { useTranslation } from 'react-i18next'
import { type Finding, SEVERITIES } from '../../../../shared/findings/types.ts'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { countText } from '../../../format/sum-text.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { isCountAtLeast } from '../../../stores/scan-lacks.ts'
import { selectViewActions } from '../../../stores/view.ts'
import classes from './SeverityFilter.module.css'

/** Shows the findings of one severity only; pressed again, all of them. */
export function SeverityFilter({ findings }: { readonly findings: readonly Finding[] }) {
  const { t, i18n } = useTranslation()
  const current = useView(({ severity }) => severity)
  const isLeast = useScan((scan) => isCountAtLeast(scan, 'problems'))
  const { showSeverity } = useView(selectViewActions)
  return (
    <fieldset className={classes['group']} aria-label={t('problems.bySeverity')}>
      {SEVERITIES.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length
        return (
          <button
            key={severity}
            type="button"
            className={classes['button']}
            data-severity={severity}
            aria-pressed={current === severity}
            disabled={count === 0 && current !== severity}
            onClick={() => showSeverity(current === severity ? undefined : severity)}
          >
            <SeverityIcon severity={severity} />
            {t(`problems.severity.${severity}`)}
            <span>{countText(count, isLeast, i18n.language)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
