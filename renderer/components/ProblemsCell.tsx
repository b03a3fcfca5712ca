import { type Finding, SEVERITIES } from '../../shared/findings/types.ts'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { labelled } from '../../shared/i18n/sentences.ts'
import { useText } from '../i18n/text.tsx'
import classes from './cells.module.css'
import { Cell } from './cells.tsx'
import { SeverityIcon } from './SeverityIcon.tsx'

/** How many problems of each severity, as many as there is room for; all of them with their titles as the title. */
export function ProblemsCell({ problems }: { readonly problems: readonly Finding[] }) {
  const { t, language } = useText()
  if (problems.length === 0) return <Cell />
  const counts = SEVERITIES.map((severity) => ({
    severity,
    word: t(`problems.severity.${severity}`),
    count: problems.filter((problem) => problem.severity === severity).length,
  })).filter(({ count }) => count > 0)
  const told = counts.map(({ word, count }) =>
    labelled(word, String(count), offeredLanguage(language)),
  )
  const titles = new Set(problems.map(({ code }) => t(`findings.code.${code}.title`)))
  return (
    <Cell title={[...told, ...titles].join('\n')}>
      <span className={classes['marks']}>
        {counts.map(({ severity, word, count }) => (
          <span key={severity} className={classes['mark']} data-severity={severity}>
            <SeverityIcon severity={severity} />
            {count}
            <span className="hidden-visually">{word}</span>
          </span>
        ))}
      </span>
    </Cell>
  )
}

/** The worst of them, for a row whose table has no room for a column of problems. */
export function WorstProblem({ problems }: { readonly problems: readonly Finding[] }) {
  const { t } = useText()
  const worst = SEVERITIES.find((one) => problems.some(({ severity }) => severity === one))
  if (worst === undefined) return undefined
  const titles = new Set(problems.map(({ code }) => t(`findings.code.${code}.title`)))
  return (
    <span className={classes['worst']} data-severity={worst} title={[...titles].join('\n')}>
      <SeverityIcon severity={worst} />
      <span className="hidden-visually">{t(`problems.severity.${worst}`)}</span>
    </span>
  )
}
