import { type Finding, SEVERITIES } from '../../shared/findings/types.ts'
import { useText } from '../i18n/text.tsx'
import classes from './cells.module.css'
import { Cell } from './cells.tsx'
import { SeverityIcon } from './SeverityIcon.tsx'

/** How many problems of each severity, their titles as the title. */
export function ProblemsCell({ problems }: { readonly problems: readonly Finding[] }) {
  const { t } = useText()
  if (problems.length === 0) return <Cell />
  const titles = [...new Set(problems.map(({ code }) => t(`findings.code.${code}.title`)))]
  return (
    <Cell title={titles.join('\n')}>
      <span className={classes['marks']}>
        {SEVERITIES.map((severity) => {
          const count = problems.filter((problem) => problem.severity === severity).length
          if (count === 0) return undefined
          return (
            <span key={severity} className={classes['mark']} data-severity={severity}>
              <SeverityIcon severity={severity} />
              {count}
              <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
            </span>
          )
        })}
      </span>
    </Cell>
  )
}
