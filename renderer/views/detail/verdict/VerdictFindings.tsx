import { useTranslation } from 'react-i18next'
import { isToldBy } from '../../../../shared/analysis/findings/told-checks.ts'
import type { Finding, Severity } from '../../../../shared/findings/types.ts'
import type { Check } from '../../../../shared/formats/verdict/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { evidenceValues, findingKey } from '../../../../shared/i18n/verdict.ts'
import { shownParams } from '../../../../shared/report/text/shown-params.ts'
import { useNames } from '../../../components/useNames.ts'
import detail from '../detail.module.css'
import { NoteHead } from '../problems/NoteHead.tsx'
import classes from './Verdict.module.css'

const severities = { fail: 'high', warning: 'warning', info: 'info' } as const

function severityOf({ state }: Check): Severity | undefined {
  return state === 'pass' || state === 'not-applicable' ? undefined : severities[state]
}

interface FindingsProps {
  readonly checks: readonly Check[]
  readonly problems: readonly Finding[]
}

/** The checks that did not pass, each with the bytes that show it, or where it is told already. */
export function Findings({ checks, problems }: FindingsProps) {
  const found = checks.flatMap((check) => {
    const severity = severityOf(check)
    return severity === undefined ? [] : [{ check, severity }]
  })
  const told = found.filter(({ check }) => isToldBy(check, problems))
  const own = found.filter((one) => !told.includes(one))
  return (
    <>
      {own.length > 0 && (
        <ul className={detail['notes']}>
          {own.map(({ check, severity }) => (
            <FindingNote key={check.code} check={check} severity={severity} />
          ))}
        </ul>
      )}
      {told.length > 0 && <Told checks={told.map(({ check }) => check)} />}
    </>
  )
}

function Told({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <p className={classes['told']}>
      {t('verdict.told', { checks: names(checks.map(({ code }) => t(`verdict.check.${code}`))) })}
    </p>
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
  const passed = passedOf(checks)
  return (
    <details className={classes['passed']}>
      <summary>{t('verdict.passed', { count: passed.length })}</summary>
      <PassedList checks={passed} />
    </details>
  )
}

export function PassedList({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  return (
    <ul>
      {checks.map(({ code }) => (
        <li key={code}>{t(`verdict.check.${code}`)}</li>
      ))}
    </ul>
  )
}

export function passedOf(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ state }) => state === 'pass')
}

/** Whether anything is to be told, be it a note. */
export function hasFound(checks: readonly Check[]): boolean {
  return checks.some((check) => severityOf(check) !== undefined)
}
