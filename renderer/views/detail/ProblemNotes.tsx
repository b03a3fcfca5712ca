import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/findings/types.ts'
import { isEvidenceKey, isReasonKey } from '../../../shared/i18n/findings.ts'
import { SIZE_NAMES } from '../../../shared/report/finding-text.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { SeverityIcon } from '../../components/cells.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { showName } from '../../format/path.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

/** Problems of one thing: what each means, and the values it was found by. */
export function ProblemNotes({ problems }: { readonly problems: readonly Finding[] }) {
  const { t } = useTranslation()
  if (problems.length === 0) return undefined
  return (
    <Section title={t('problems.label')}>
      <ul className={classes['notes']}>
        {problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem can be found twice
          <li key={`${problem.code} ${problem.subject.path} ${index}`}>
            <ProblemNote problem={problem} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ProblemNote({ problem }: { readonly problem: Finding }) {
  const { t } = useTranslation()
  const { code, severity, evidence } = problem
  const shown = Object.entries(evidence).filter(([name, value]) => name !== 'case' && value !== '')
  return (
    <div className={classes['note']} data-severity={severity}>
      <h4>
        <SeverityIcon severity={severity} size={15} />
        <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
        {t(`findings.code.${code}.title`)}
      </h4>
      <p>{t(`findings.code.${code}.text`)}</p>
      <Facts>
        {shown.map(([name, value]) => (
          <EvidenceFact key={name} name={name} value={value} />
        ))}
      </Facts>
    </div>
  )
}

type Value = Finding['evidence'][string]

function EvidenceFact({ name, value }: { readonly name: string; readonly value: Value }) {
  const { t } = useTranslation()
  const label = isEvidenceKey(name) ? t(`findings.evidence.${name}`) : name
  if (typeof value === 'number') {
    const text = SIZE_NAMES.has(name) ? formatSize(value) : String(value)
    return <Fact name={label}>{text}</Fact>
  }
  if (name === 'reason' && isReasonKey(value)) {
    return <Fact name={label}>{t(`treeFault.${value}`)}</Fact>
  }
  const lines = typeof value === 'string' ? [value] : value
  return (
    <Fact name={label} look="mono">
      {lines.map((line) => (
        <div key={line}>{showName(line)}</div>
      ))}
    </Fact>
  )
}
