import type { ReactNode } from 'react'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { openedPaths, type Place } from '../../../../shared/ipc/places.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { CountPill } from '../../../components/CountPill.tsx'
import { Cell, FirstCell, Twisty } from '../../../components/cells.tsx'
import { PathText } from '../../../components/PathText.tsx'
import { PlaceName } from '../../../components/PlaceName.tsx'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { instanceOf, type NodeIndex } from '../node-index.ts'
import classes from './ProblemsTable.module.css'
import type { ProblemLine } from './problem-table.ts'

interface ProblemCellsProps {
  readonly line: ProblemLine
  readonly index: NodeIndex
  /** What was opened: some problems are those of the whole of it. */
  readonly place: Place | undefined
}

export function ProblemCells({ line, index, place }: ProblemCellsProps) {
  const { t, language } = useText()
  const { code, severity, findings } = line.group
  if (line.kind === 'group') {
    return (
      <GroupCell
        expanded={line.expanded === true}
        title={
          <span className={classes['title']} data-severity={severity}>
            <SeverityIcon severity={severity} size={14} />
            <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
            {t(`findings.code.${code}.title`)}
          </span>
        }
        count={formatCount(findings.length, language)}
        text={t(`findings.code.${code}.text`)}
      />
    )
  }
  const { path } = line.problem.subject
  const instance = instanceOf(path, index) ?? index.instances.get(path)
  const sentence = showName(findingText(line.problem, offeredLanguage(language)))
  return (
    <>
      <FirstCell indent look="mono">
        {path === '' && place !== undefined ? (
          <PlaceName paths={openedPaths(place)} />
        ) : (
          <PathText path={path} />
        )}
      </FirstCell>
      <Cell look="soft" title={sentence}>
        {instance?.name !== undefined && (
          <span className={classes['owner']}>{showName(instance.name)}</span>
        )}
        {sentence}
      </Cell>
    </>
  )
}

interface GroupCellProps {
  readonly expanded: boolean
  readonly title: ReactNode
  readonly count: string
  readonly text: string
}

/** Over both columns: a title takes what it needs, and what it means begins behind it. */
function GroupCell({ expanded, title, count, text }: GroupCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" aria-colspan={2} className={classes['group']}>
      <span className={classes['head']}>
        <Twisty expanded={expanded} />
        {title}
        <CountPill>{count}</CountPill>
      </span>
      <span className={classes['meaning']} title={text}>
        {text}
      </span>
    </div>
  )
}
