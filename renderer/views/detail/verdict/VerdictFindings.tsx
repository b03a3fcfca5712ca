import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../../shared/findings/types.ts'
import type { Check } from '../../../../shared/formats/verdict/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { evidenceValues, findingKey } from '../../../../shared/i18n/verdict.ts'
import { shownParams } from '../../../../shared/report/text/shown-params.ts'
import detail from '../detail.module.css'
import { NoteHead } from '../problems/NoteHead.tsx'
import classes from './Verdict.module.css'

const severities = { fail: 'high', warning: 'warning', info: 'info' } as const

function severityOf({ state }: Check): Severity | undefined {
  return state === 'pass' || state === 'not-applicable' ? undefined : severities[state]
}

/** The checks that did not pass, each with the bytes that show it. */
export function Findings({ checks }: { readonly checks: readonly Check[] }) {
  const found = checks.flatMap((check) => {
    const severity = severityOf(check)
    return severity === undefined ? [] : [{ check, severity }]
  })
  if (found.length === 0) return undefined
  return (
    <ul className={detail['notes']}>
      {found.map(({ check, severity }) => (
        <FindingNote key={check.code} check={check} severity={severity} />
      ))}
    </ul>
  )
}

function FindingNote({ check, severity }: { readonly check: Check; readonly severity: Severity }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const { code, params, evidence } = check
  const key = findingKey(check)
  return (
    <li className={detail['note']} data-severity={severity}>
      <NoteHead severity={severity}>{t(`verdict.check.${code}`)}</NoteHead>
      {key && (
        <p className="selectable">
          {t(`verdict.finding.${key}`, { replace: shownParams(params, language) })}
        </p>
      )}
      {evidence && (
        <p className={`${detail['evidence']} selectable`}>
          {t('verdict.evidence', evidenceValues(evidence, language))}
        </p>
      )}
    </li>
  )
}

/** The checks that passed, folded away. */
export function Passed({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  const passed = checks.filter(({ state }) => state === 'pass')
  return (
    <details className={classes['passed']}>
      <summary>{t('verdict.passed', { count: passed.length })}</summary>
      <ul>
        {passed.map(({ code }) => (
          <li key={code}>{t(`verdict.check.${code}`)}</li>
        ))}
      </ul>
    </details>
  )
}
