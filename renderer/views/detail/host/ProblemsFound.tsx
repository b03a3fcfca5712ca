import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { lacksSomething } from '../../../../shared/analysis/sizes/partial.ts'
import type { Severity } from '../../../../shared/findings/types.ts'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { countText } from '../../../format/sum-text.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { isCountAtLeast } from '../../../stores/scan-lacks.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Selection } from '../../../stores/view-state.ts'
import { groupProblems, type ProblemGroup } from '../../node/problems/problem-table.ts'
import { useSeverityCounts } from '../../node/useSeverityCounts.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import styles from './Overview.module.css'

/** Titles that are named; of more than that only how many there are. */
const NAMED = 6

/** What is broken, by its title, and how much else there is. Each leads to it. */
export function ProblemsFound({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const groups = groupProblems(view.findings).filter(({ severity }) => severity === 'high')
  const named = groups.slice(0, NAMED)
  const { high, warning, info } = useSeverityCounts()
  const unnamed = high - named.reduce((sum, { findings }) => sum + findings.length, 0)
  return (
    <Section title={t('scopes.problems')}>
      {view.findings.length === 0 ? (
        <p className={classes['faint']}>
          {t(lacksSomething(view) ? 'grid.noneSeenTitle' : 'problems.emptyTitle')}
        </p>
      ) : (
        <ul className={classes['rows']}>
          {named.map((group) => (
            <GroupRow key={group.id} group={group} />
          ))}
          <SeverityRow severity="high" count={unnamed} isMore />
          <SeverityRow severity="warning" count={warning} />
          <SeverityRow severity="info" count={info} />
        </ul>
      )}
    </Section>
  )
}

function GroupRow({ group }: { readonly group: ProblemGroup }) {
  const { t } = useTranslation()
  const { id, code, findings } = group
  return (
    <Row severity="high" count={findings.length} shows={{ kind: 'problem', path: id }}>
      {t(`findings.code.${code}.title`)}
    </Row>
  )
}

interface SeverityRowProps {
  readonly severity: Severity
  readonly count: number
  /** Others of it are named above. */
  readonly isMore?: boolean
}

function SeverityRow({ severity, count, isMore }: SeverityRowProps) {
  const { t } = useTranslation()
  if (count === 0) return undefined
  return (
    <Row severity={severity} count={count} shows={severity}>
      {t(isMore ? 'problems.more' : `problems.severity.${severity}`)}
    </Row>
  )
}

interface RowProps {
  readonly severity: Severity
  readonly count: number
  /** What the list of problems then has: all of a severity, or every one and this selected. */
  readonly shows: Severity | Selection
  readonly children: ReactNode
}

function Row({ severity, count, shows, children }: RowProps) {
  const { i18n } = useTranslation()
  const isLeast = useScan((scan) => isCountAtLeast(scan, 'problems'))
  const { filter, showScope, showSeverity, select } = useView(selectViewActions)
  const show = () => {
    filter('problems', '')
    showSeverity(typeof shows === 'string' ? shows : undefined)
    showScope('problems')
    select(typeof shows === 'string' ? undefined : shows)
  }
  return (
    <li>
      <button type="button" className={classes['row']} onClick={show}>
        <span className={styles['problem']} data-severity={severity}>
          <SeverityIcon severity={severity} />
          <span>{children}</span>
        </span>
        <span className={classes['rowSize']}>{countText(count, isLeast, i18n.language)}</span>
      </button>
    </li>
  )
}
