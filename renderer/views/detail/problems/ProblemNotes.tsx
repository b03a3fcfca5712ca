import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { findingCommands } from '../../../../shared/findings/commands.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { adviceText, findingText } from '../../../../shared/report/text/finding-text.ts'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { rowOf } from '../../../stores/view.ts'
import type { Selection } from '../../../stores/view-state.ts'
import { groupOf } from '../../node/problems/problem-table.ts'
import { severityRank } from '../../node/tables/problem-rank.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { EvidenceFacts } from './EvidenceFacts.tsx'
import advice from './FindingAdvice.module.css'
import { FindingAdvice } from './FindingAdvice.tsx'
import { NoteHead } from './NoteHead.tsx'
import { ToStep } from './ToStep.tsx'

interface ProblemNotesProps {
  readonly problems: readonly Finding[]
  /** The absolute path of what lies below the root. */
  readonly at: (path: TreePath) => string
}

/** Problems of one thing: what each means, and the values it was found by. */
export function ProblemNotes({ problems, at }: ProblemNotesProps) {
  const { t } = useTranslation()
  const selection = useView(({ selection }) => selection)
  if (problems.length === 0) return undefined
  const rank = (problem: Finding) =>
    severityRank[problem.severity] + (isChosen(problem, selection) ? CHOSEN : 0)
  return (
    <Section title={t('problems.label')}>
      <ul className={classes['notes']}>
        {problems
          .toSorted((a, b) => rank(b) - rank(a))
          .map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same problem can be found twice
            <li key={`${problem.code} ${problem.subject.path} ${index}`}>
              <ProblemNote problem={problem} at={at} isChosen={isChosen(problem, selection)} />
            </li>
          ))}
      </ul>
    </Section>
  )
}

/** More than any severity: what was asked for comes before what is worse. */
const CHOSEN = 100

/** Whether somebody has come to it from the list of problems, to know what to do. */
function isChosen(problem: Finding, selection: Selection | undefined): boolean {
  if (selection === undefined || selection.kind === 'problem') return false
  return rowOf(selection).startsWith(`${groupOf(problem)}\0`)
}

interface NoteProps {
  readonly problem: Finding
  readonly at: (path: TreePath) => string
  readonly isChosen: boolean
}

function ProblemNote({ problem, at, isChosen }: NoteProps) {
  const { t, i18n } = useTranslation()
  const { code, severity } = problem
  const language = offeredLanguage(i18n.language)
  const sentence = showName(findingText(problem, language))
  return (
    <div className={classes['note']} data-severity={severity}>
      <NoteHead severity={severity}>{t(`findings.code.${code}.title`)}</NoteHead>
      <p className="selectable">{sentence}</p>
      <p>{t(`findings.code.${code}.text`)}</p>
      <EvidenceFacts problem={problem} sentence={sentence} />
      <ToStep finding={problem} />
      <details className={advice['more']} open={isChosen}>
        <summary>{t('problems.todo')}</summary>
        <FindingAdvice
          code={code}
          steps={adviceText(problem, language)}
          commands={findingCommands(problem, at)}
        />
      </details>
    </div>
  )
}
