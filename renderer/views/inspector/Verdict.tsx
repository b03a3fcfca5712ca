import { ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../shared/findings/types.ts'
import type { Candidate, Mark } from '../../../shared/formats/candidates/types.ts'
import type {
  Check,
  OpenStackOutcome,
  Refusal,
  Verdict,
} from '../../../shared/formats/verdict/types.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import {
  evidenceValues,
  findingKey,
  refusalKey,
  shownParams,
  type TakenKey,
  takenKey,
} from '../../../shared/i18n/verdict.ts'
import { SeverityIcon } from '../../components/SeverityIcon.tsx'
import { Section } from '../detail/Section.tsx'
import classes from './Verdict.module.css'

const icons = { safe: ShieldCheck, warning: ShieldAlert, unsafe: ShieldX } as const
const severities = { fail: 'high', warning: 'warning', info: 'info' } as const

/** Whether an image is safe to open, why not, what else it could be, and what OpenStack does with it. */
export function VerdictSection({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation()
  const { role, state, checks, detection, openstack } = verdict
  const Icon = icons[state]
  return (
    <Section title={t('verdict.title')}>
      <div className={classes['state']} data-state={state}>
        <Icon size={18} aria-hidden />
        <strong>{t(`verdict.state.${state}`)}</strong>
        <span>{t(`verdict.stateText.${state}`)}</span>
        <span>{t(`verdict.role.${role}`)}</span>
      </div>
      <Findings checks={checks} />
      <Passed checks={checks} />
      <OpenStack outcome={openstack} taken={takenKey(verdict)} />
      <Candidates candidates={detection.candidates} />
    </Section>
  )
}

function severityOf({ state }: Check): Severity | undefined {
  return state === 'pass' || state === 'not-applicable' ? undefined : severities[state]
}

function Findings({ checks }: { readonly checks: readonly Check[] }) {
  const found = checks.flatMap((check) => {
    const severity = severityOf(check)
    return severity === undefined ? [] : [{ check, severity }]
  })
  if (found.length === 0) return undefined
  return (
    <ul className={classes['notes']}>
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
    <li className={classes['note']} data-severity={severity}>
      <h4>
        <SeverityIcon severity={severity} size={15} />
        <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
        {t(`verdict.check.${code}`)}
      </h4>
      {key && (
        <p className="selectable">
          {t(`verdict.finding.${key}`, { replace: shownParams(params, language) })}
        </p>
      )}
      {evidence && (
        <p className={`${classes['evidence']} selectable`}>
          {t('verdict.evidence', evidenceValues(evidence, language))}
        </p>
      )}
    </li>
  )
}

function Passed({ checks }: { readonly checks: readonly Check[] }) {
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

interface OpenStackProps {
  readonly outcome: OpenStackOutcome
  readonly taken: TakenKey | undefined
}

function OpenStack({ outcome, taken }: OpenStackProps) {
  const { t } = useTranslation()
  const { accepts, reasons } = outcome
  const formats = taken === undefined ? outcome.formats.join(', ') : t(`verdict.taken.${taken}`)
  return (
    <>
      <h4 className={classes['heading']}>{t('verdict.openstack')}</h4>
      <p title={t('verdict.apart')}>
        {accepts ? t('verdict.accepts', { formats }) : t('verdict.refuses')}
      </p>
      {reasons.length > 0 && (
        <ul className={classes['reasons']}>
          {reasons.map((refusal) => (
            <RefusalLine key={refusal.code} refusal={refusal} />
          ))}
        </ul>
      )}
    </>
  )
}

function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation()
  const key = refusalKey(refusal)
  return (
    <li className="selectable">
      {key === undefined
        ? refusal.code
        : t(`verdict.refusal.${key}`, { replace: shownParams(refusal.params) })}
    </li>
  )
}

function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t } = useTranslation()
  return (
    <>
      <h4 className={classes['heading']}>{t('verdict.formats')}</h4>
      <ul className={classes['candidates']}>
        {candidates.map(({ format, confidence, marks }) => (
          <li key={format}>
            <strong>{format}</strong>{' '}
            <span className={classes['soft']}>{t(`verdict.confidence.${confidence}`)}</span>
            {marks.map((mark) => (
              <MarkLine key={mark.offset} mark={mark} />
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function MarkLine({ mark }: { readonly mark: Mark }) {
  const { t } = useTranslation()
  const { meaning, offset, hex, length } = mark
  return (
    <div className={classes['mark']}>
      {t('verdict.markAt', { meaning: t(`verdict.mark.${meaning}`), offset: String(offset) })}{' '}
      <span className="mono selectable">{hex.length < length * 2 ? `${hex}…` : hex}</span>
    </div>
  )
}
