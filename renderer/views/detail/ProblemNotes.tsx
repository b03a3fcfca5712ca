import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../shared/analysis/model.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { SeverityIcon } from '../../components/cells.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { showName } from '../../format/path.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

/** Problems of one thing: what each means, and the values it was found by. */
export function ProblemNotes({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation()
  if (problems.length === 0) return undefined
  return (
    <Section title={t('problems.label')}>
      <ul className={classes['notes']}>
        {problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem can be found twice
          <li key={`${problem.code} ${problem.path} ${index}`}>
            <ProblemNote problem={problem} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation()
  const { code, severity, params } = problem
  const shown = Object.entries(params).filter(([, value]) => value !== '')
  return (
    <div className={classes['note']} data-severity={severity}>
      <h4>
        <SeverityIcon severity={severity} size={15} />
        <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
        {t(`problems.code.${code}`)}
      </h4>
      <p>{t(`problems.text.${code}`)}</p>
      <Facts>
        {shown.map(([name, value]) => (
          <ParamFact key={name} name={name} value={value} />
        ))}
      </Facts>
    </div>
  )
}

const paramNames = [
  'name',
  'tried',
  'reason',
  'errno',
  'declared',
  'detected',
  'source',
  'limit',
  'target',
  'protocol',
  'allocated',
] as const
type ParamName = (typeof paramNames)[number]

const treeReasons = [
  'not-found',
  'permission',
  'not-a-directory',
  'not-a-file',
  'outside-root',
  'loop',
  'name-too-long',
  'not-responding',
  'io',
] as const

function ParamFact({ name, value }: { readonly name: string; readonly value: string | number }) {
  const { t } = useTranslation()
  const known = paramNames.find((known): known is ParamName => known === name)
  const label = known === undefined ? name : t(`problems.param.${known}`)
  if (name === 'allocated' && typeof value === 'number') {
    return <Fact name={label}>{formatSize(value)}</Fact>
  }
  const reason = name === 'reason' && treeReasons.find((code) => code === value)
  if (reason) return <Fact name={label}>{t(`treeFault.${reason}`)}</Fact>
  if (name === 'tried') return <TriedFact label={label} value={String(value)} />
  return (
    <Fact name={label} look="mono">
      {showName(String(value))}
    </Fact>
  )
}

/** Paths, one a line: names cannot hold the newline they are joined by without being escaped here. */
function TriedFact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Fact name={label} look="mono">
      {value.split('\n').map((path) => (
        <div key={path}>{showName(path)}</div>
      ))}
    </Fact>
  )
}
